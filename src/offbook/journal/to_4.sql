-- From version 3 to 4: the history of a card can be carried over to another one.

CREATE TABLE wordings (  -- what a card asked that nothing but its wording names
  seq INTEGER PRIMARY KEY REFERENCES events,
  card INTEGER NOT NULL REFERENCES cards,
  form TEXT NOT NULL,
  prompt TEXT NOT NULL,
  answer TEXT NOT NULL
) STRICT;
CREATE INDEX wordings_of_card ON wordings (card);

CREATE TABLE carryings (  -- the history of a card belongs to another from now on
  seq INTEGER PRIMARY KEY REFERENCES events,
  card INTEGER NOT NULL REFERENCES cards,
  heir INTEGER NOT NULL REFERENCES cards
) STRICT;

CREATE TABLE heirs (  -- which card the history of another belongs to; the others keep their own
  card INTEGER PRIMARY KEY,
  heir INTEGER NOT NULL
) STRICT;
CREATE INDEX heirs_of_card ON heirs (heir);

CREATE TRIGGER wordings_no_update BEFORE UPDATE ON wordings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER wordings_no_delete BEFORE DELETE ON wordings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER carryings_no_update BEFORE UPDATE ON carryings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER carryings_no_delete BEFORE DELETE ON carryings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
