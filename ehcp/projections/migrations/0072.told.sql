-- Who is told of an alert, as the authority's settings said when it was raised.
-- depends: 0070.authorities

set local role ehcp_owner;

alter table ehcp.alerts add column if not exists told jsonb not null default '[]';
alter table ehcp.alerts_beside add column if not exists told jsonb not null default '[]';

reset role;
