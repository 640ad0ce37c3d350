select 1;  -- nothing to take back: the tables and their grants go with what made them
