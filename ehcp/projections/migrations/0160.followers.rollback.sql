drop table if exists ehcp.webhooks, ehcp.notices, ehcp.calendars;
