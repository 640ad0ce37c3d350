drop table if exists ehcp.authorities, ehcp.authorities_beside;
