"""What every answer has in common: its form, its tag, what went wrong."""
