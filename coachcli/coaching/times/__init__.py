"""Free times and recurring meetings, as a coach types them."""
