"""Simulated learners: whole journals of people who never were, to see what the figures make of them."""
