drop procedure if exists ehcp.guard_documents;
drop table if exists ehcp.upload_parts;
drop table if exists ehcp.uploads;
drop table if exists ehcp.documents;
drop table if exists ehcp.files;
