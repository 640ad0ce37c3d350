drop table if exists ehcp.outcomes, ehcp.outcomes_beside;
