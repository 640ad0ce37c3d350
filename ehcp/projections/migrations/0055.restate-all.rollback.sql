drop procedure if exists ehcp.restate_all;
