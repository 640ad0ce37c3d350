drop table if exists ehcp.draft_parts;
drop table if exists ehcp.drafts;
drop procedure if exists ehcp.guard_drafts();
