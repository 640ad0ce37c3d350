"""How events are kept: on PostgreSQL, only added to, read in order, each bound to the last."""
