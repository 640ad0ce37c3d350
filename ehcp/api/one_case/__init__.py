"""The routes that read one case."""
