set local role ehcp_owner;

drop table if exists ehcp.advice, ehcp.advice_beside;
drop table if exists ehcp.consultations, ehcp.consultations_beside;
drop table if exists ehcp.reviews, ehcp.reviews_beside;
drop table if exists ehcp.phase_transfers, ehcp.phase_transfers_beside;
drop table if exists ehcp.appeals, ehcp.appeals_beside;

reset role;
