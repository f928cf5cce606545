"""The session card: printed, read back, and held against what was logged."""
