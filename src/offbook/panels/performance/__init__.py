"""The Performance tab, panel by panel, and its targets."""
