"""``coach log``: record what happened, and put the record right."""
