"""`ehcp generate`: a synthetic England with the published shape, every event decided by a rule."""
