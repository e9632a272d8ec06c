"""What leaves Offbook and comes back: the journal's own text form, and other programs' formats."""
