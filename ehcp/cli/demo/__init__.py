"""`ehcp demo`: an invented authority to look at, on a database that starts by itself."""
