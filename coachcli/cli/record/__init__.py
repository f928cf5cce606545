"""What was said and agreed: next steps, notes, ideas, questions, the prep card, time."""
