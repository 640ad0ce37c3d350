select 1;  -- nothing to take back: the tables go with what made them
