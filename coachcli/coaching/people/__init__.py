"""People by name: who is meant, and how they are named in short."""
