"""Alerts that go out of the house: by webhook and by mail, from an outbox of their own.

Each goes out at least once. A message has the same id however often it is sent, so that who
receives it can drop a second one. None says whose case it is: it has the id of the case.
"""
