"""The plan as data: sections A to K, what Section I names and why, and what can be checked."""
