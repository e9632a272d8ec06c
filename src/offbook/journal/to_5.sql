-- From version 4 to 5: a card can be reported, in words, to whoever wrote it.

CREATE TABLE reports (  -- a card was said to be wrong, or that was taken back
  seq INTEGER PRIMARY KEY REFERENCES events,
  card INTEGER NOT NULL REFERENCES cards,
  words TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (0, 1))
) STRICT;

CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
