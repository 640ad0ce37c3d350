drop table if exists ehcp.budgets, ehcp.budgets_beside;
