"""What may be shared: the tiers of every column, and the agreement. Has no way to reach a key."""
