-- Whose each piece of advice is, of the bodies that are asked by their role: another body does not
-- see its row. What a body has to do with a case goes on when its advice has come.
-- depends: 0155.search

set local role ehcp_owner;

alter table ehcp.advice add column if not exists party text collate "C";
alter table ehcp.advice_beside add column if not exists party text collate "C";

call ehcp.restate_all();

reset role;
