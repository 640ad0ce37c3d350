"""Whether what is on record is still what was written: events, and looks at children's records."""
