"""The only drawing: consoles, tables and JSON."""
