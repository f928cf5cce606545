"""Files from elsewhere: bytes in, plain rows and their problems out. Nothing here writes."""
