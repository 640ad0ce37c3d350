"""The commands for the authority, its people, its files, and who looked or follows."""
