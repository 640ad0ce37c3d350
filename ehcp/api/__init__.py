"""The HTTP interface: JSON in, problem details out. Holds no rules."""
