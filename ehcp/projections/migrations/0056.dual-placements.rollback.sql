set local role ehcp_owner;

alter table ehcp.plans drop column if exists also_named;
alter table ehcp.plans_beside drop column if exists also_named;

reset role;
