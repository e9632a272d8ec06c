"""The terminal screens: keys in, values out."""
