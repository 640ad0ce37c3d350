-- Their wall stays.
select 1;
