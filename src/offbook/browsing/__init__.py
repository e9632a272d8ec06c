"""Finding any card of any deck: what is typed, what it means, which cards it leaves."""
