alter table ehcp.advice drop column if exists party;
alter table ehcp.advice_beside drop column if exists party;
