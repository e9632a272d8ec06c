"""What each figure shows, in values: its words, its plot, its numbers, and what lies behind it.

The accounts say what is; here is decided how it is told. Screens draw it, the command line prints it,
reports write it, and all say the same.
"""
