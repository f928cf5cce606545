"""The rotation: who is met in which week, so that nobody waits too long."""
