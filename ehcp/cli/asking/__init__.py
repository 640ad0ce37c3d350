"""What stands before any answer: the arguments, what the settings name, and who looks."""
