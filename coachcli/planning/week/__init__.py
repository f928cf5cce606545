"""One week: who is met where and why, planned anew, changed by hand."""
