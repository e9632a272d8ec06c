"""What is known: decks, concepts and cards, and the TOML they are written in."""
