set local role ehcp_owner;

alter table ehcp.alerts drop column if exists told;
alter table ehcp.alerts_beside drop column if exists told;

reset role;
