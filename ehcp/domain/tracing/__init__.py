"""Which of the code carries which rule of the law, found by reading the code itself.

Only the pages and the tests need it: no command and no clock imports it.
"""
