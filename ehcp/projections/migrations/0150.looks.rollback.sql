drop table if exists ehcp.looks_sealed, ehcp.looks_sealed_beside;
drop table if exists ehcp.unusual_readings, ehcp.unusual_readings_beside;
