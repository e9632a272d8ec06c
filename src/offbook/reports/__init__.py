"""Tabs as files that need nothing else to be read: Markdown, and one HTML page.

Pure: values in, text out. Nothing of it reaches for a network, a script or a font, and every
text that comes from a deck is escaped at one door, ``element.py`` here and ``escape.py`` there.
"""
