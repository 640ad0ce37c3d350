"""Histories that others kept: read from a file, judged without a store, or imported into one."""
