"""``coach import``: what was kept in a spreadsheet."""
