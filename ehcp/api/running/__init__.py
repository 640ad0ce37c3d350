"""What a process says of itself: whether it lives, its log, its figures."""
