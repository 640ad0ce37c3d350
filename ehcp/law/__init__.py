"""What the statute says: citations, time limits, excuses, calendars.

Knows dates, and nothing else.
"""
