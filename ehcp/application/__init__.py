"""What is done with a case: read it on both time axes, decide a command, record, import."""
