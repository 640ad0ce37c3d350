"""What can happen to a case, what may be asked of it, and what falls due. Plain Python."""
