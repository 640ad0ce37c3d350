"""The authorities and where each lives, its people, and the other systems that sign in."""
