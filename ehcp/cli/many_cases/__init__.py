"""The commands that go over many cases."""
