drop procedure if exists ehcp.guard;
drop table if exists ehcp.tracking;
