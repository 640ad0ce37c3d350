drop function if exists ehcp.look, ehcp.look_in, ehcp.looks_given, ehcp.look_digest;
drop table if exists ehcp.look_chains;
drop table if exists ehcp.looks;
drop function if exists ehcp.refuse_change_of_looks();
drop procedure if exists ehcp.guard_looks();
