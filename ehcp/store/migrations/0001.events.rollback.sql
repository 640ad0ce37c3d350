-- The roles stay: they belong to the server, and another database may use them.
drop schema if exists ehcp cascade;
