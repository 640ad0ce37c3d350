"""Webhooks of other systems: each is told of the changes that its system may follow.

At least once: a message has the same id however often it is sent, so that who receives it can
drop a second one. It says what changed of which case, and never whose case it is.
"""
