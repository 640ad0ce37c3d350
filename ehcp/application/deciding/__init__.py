"""What is decided and put on record: what is allowed, what needs two persons, what leaves."""
