"""The routes by which something is decided, proposed or sent."""
