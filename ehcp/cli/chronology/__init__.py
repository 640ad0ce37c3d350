"""`ehcp chronology`: histories that others kept, checked or imported."""
