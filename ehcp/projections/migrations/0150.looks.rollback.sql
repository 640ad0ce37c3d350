select 1;  -- the wall goes with the tables
