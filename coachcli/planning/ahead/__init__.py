"""The weeks to come: what they will be, who has to wait, and what would help."""
