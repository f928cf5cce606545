"""The home, its keys, backups, and the way back."""
