"""The routes for who keeps the authority, its people and what follows it."""
