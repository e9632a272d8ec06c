"""The Learning tab, panel by panel."""
