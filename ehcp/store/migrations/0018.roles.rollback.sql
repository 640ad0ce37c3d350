-- The roles stay, and what they may: what was there before is granted by the migrations before.
select 1;
