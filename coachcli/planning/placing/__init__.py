"""Placing: which slot each teacher gets in one week."""
