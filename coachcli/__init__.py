"""coach: a command-line companion for one instructional coach."""

__version__ = "0.1.0"
