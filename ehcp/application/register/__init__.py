"""The register of settings: what the national register says of schools and other institutions.

These are published facts and nobody's own data, the same for every authority. They are kept
once, in tables without an authority, which every signed-in reader may see; that is on purpose,
and true of nothing else.
"""
