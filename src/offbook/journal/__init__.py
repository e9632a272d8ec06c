"""The append-only log of everything that happened, and what is derived from it."""
