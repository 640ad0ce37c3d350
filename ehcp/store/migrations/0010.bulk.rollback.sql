drop function if exists ehcp.invent_staged, ehcp.import_staged, ehcp.take_staged, ehcp.staging, ehcp.invent;
drop table if exists ehcp.invented;
