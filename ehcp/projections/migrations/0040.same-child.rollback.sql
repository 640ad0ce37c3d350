set local role ehcp_owner;

alter table ehcp.caseload drop column if exists nhs_number;
alter table ehcp.caseload_beside drop column if exists nhs_number;
drop index if exists
    ehcp.caseload_born, ehcp.caseload_beside_born, ehcp.caseload_upn, ehcp.caseload_beside_upn;

reset role;
