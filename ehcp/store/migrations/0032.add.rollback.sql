select 1;  -- the one before it is made again by 0019
