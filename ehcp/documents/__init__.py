"""Evidence files: what is taken, where its bytes lie, and which case and step it belongs to.

A file comes in parts (`uploads`), is looked at before anybody can have it (`contents`, `scanner`)
and lies under its sha-256 (`place`). What makes it evidence is the row in `record`: whose case it
belongs to, who sent it, and what it holds. Bytes that no row names are swept away.
"""
