drop table if exists ehcp.deliveries;
delete from ehcp.tracking where reader = 'deliveries';
