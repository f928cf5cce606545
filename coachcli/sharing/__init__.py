"""What may leave: tiers and reports. This room has no way to reach a key."""
