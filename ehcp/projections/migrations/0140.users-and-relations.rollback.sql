drop table if exists ehcp.users, ehcp.users_beside, ehcp.relations, ehcp.relations_beside;
