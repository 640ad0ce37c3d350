drop table if exists ehcp.proposals, ehcp.proposals_beside;
drop table if exists ehcp.emergencies, ehcp.emergencies_beside;
