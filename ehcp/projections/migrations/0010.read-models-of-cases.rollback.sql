drop function if exists ehcp.swap, ehcp.measure, ehcp.standing, ehcp.least_late, ehcp.most_late;
drop table if exists
    ehcp.deadlines, ehcp.caseload, ehcp.timeline, ehcp.plans, ehcp.alerts_due, ehcp.alerts,
    ehcp.parked, ehcp.heartbeats, ehcp.deadlines_beside, ehcp.caseload_beside, ehcp.timeline_beside,
    ehcp.plans_beside, ehcp.alerts_due_beside, ehcp.alerts_beside, ehcp.parked_beside;
delete from ehcp.tracking where application = 'ehcp';
