"""What charts show, put together from the record."""
