"""Offbook: rehearse what you know, perform what you learned."""

__version__ = "0.1.0"
