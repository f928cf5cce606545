"""Before walking in: the prep card, and the open questions and ideas that it offers."""
