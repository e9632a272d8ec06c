"""Insight: what the two ledgers say together. The only room that knows both."""
