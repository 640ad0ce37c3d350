drop table if exists ehcp.setting_approvals, ehcp.setting_extracts, ehcp.settings;
