"""Running an installation: its processes, whether it is well, its backups and its upkeep."""
