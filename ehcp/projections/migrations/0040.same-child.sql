-- What a second case of the same child is found by: name and birth, pupil number, NHS number.
-- depends: 0010.read-models-of-cases

set local role ehcp_owner;

-- null until the case is restated
alter table ehcp.caseload add column if not exists nhs_number text;
alter table ehcp.caseload_beside add column if not exists nhs_number text;

create index if not exists caseload_born on ehcp.caseload (authority, date_of_birth);
create index if not exists caseload_beside_born on ehcp.caseload_beside (authority, date_of_birth);
create index if not exists caseload_upn on ehcp.caseload (authority, upn);
create index if not exists caseload_beside_upn on ehcp.caseload_beside (authority, upn);
create index if not exists caseload_nhs on ehcp.caseload (authority, nhs_number);
create index if not exists caseload_beside_nhs on ehcp.caseload_beside (authority, nhs_number);

reset role;
