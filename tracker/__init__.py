"""Action plans that regional networks write, take on and follow together."""

__version__ = "0.1.0"
