"""The Together tab, panel by panel."""
