"""Plots on fixed axes, as functions from figures to ``Content``.

A plot is drawn in the cells it is given and never wider. What it tells is told by glyphs first and
by colour second; the panel that it belongs to says the same in words.
"""
