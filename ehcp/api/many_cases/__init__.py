"""The routes that go over many cases."""
