"""What is read of one case, as at a day, as known on a moment."""
