-- Where a plan names two institutions for the same days, the others stand beside the first.
-- depends: 0055.restate-all

set local role ehcp_owner;

alter table ehcp.plans add column if not exists also_named jsonb not null default '[]';
alter table ehcp.plans_beside add column if not exists also_named jsonb not null default '[]';

call ehcp.restate_all();

reset role;
