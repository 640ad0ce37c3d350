drop table if exists
    ehcp.case_counts, ehcp.case_counts_beside, ehcp.duty_counts, ehcp.duty_counts_beside;
