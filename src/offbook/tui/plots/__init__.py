"""Plots on fixed axes, as functions from figures to ``Content``, each with its words beside it.

A plot is drawn in the cells it is given and never wider. What it tells is told by glyphs first and
by colour second, and each module's ``told`` says the same in a sentence. Such a sentence may hold
names from decks: it goes to the screen through ``text.plain`` like every other.
"""
