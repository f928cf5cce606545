"""Pure words about coaching: the session card and what it holds."""
