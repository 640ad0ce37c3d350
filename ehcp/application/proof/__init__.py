"""Copies of a history that prove themselves: the format, what makes them, what checks them.

`checker` is a program of its own that needs nothing but Python: whoever has a copy can check it
without us. `copies` is the format, `evidence` and `bulk` make one of a case and of an authority,
`passing_on` the one that goes with a child who moves.
"""
