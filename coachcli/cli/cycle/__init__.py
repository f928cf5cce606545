"""``coach cycle``: work on one inquiry question."""
