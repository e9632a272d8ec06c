-- From version 1 to 2: questions are flagged for good, windows of targets are closed, and a kind is
-- whatever a table exists for.

CREATE TABLE kinds_freed (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  action BLOB NOT NULL CHECK (length(action) = 16),
  device INTEGER NOT NULL REFERENCES devices,
  hlc INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  utc_offset INTEGER NOT NULL,
  kind TEXT NOT NULL  -- names the table that holds the rest of it; see the words in rows.py
) STRICT;
INSERT INTO kinds_freed SELECT * FROM events;
DROP TABLE events;
ALTER TABLE kinds_freed RENAME TO events;
CREATE INDEX events_of_action ON events (action);
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

CREATE TABLE question_flags (  -- a question was marked for another look, or the mark was taken off
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16),
  place INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (0, 1))
) STRICT;
CREATE INDEX question_flags_of_attempt ON question_flags (attempt, place);
CREATE TRIGGER question_flags_no_update BEFORE UPDATE ON question_flags
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER question_flags_no_delete BEFORE DELETE ON question_flags
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

CREATE TABLE closings (  -- a window of a target was closed; its value is kept as it was
  seq INTEGER PRIMARY KEY REFERENCES events,
  metric TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('at least', 'at most')),
  target REAL NOT NULL,
  span TEXT NOT NULL CHECK (span IN ('day', 'week', 'month', 'year')),
  scope TEXT NOT NULL,  -- JSON, decks
  least INTEGER NOT NULL,
  paired TEXT,
  first_day INTEGER NOT NULL,
  until_day INTEGER NOT NULL,
  value REAL,
  n INTEGER,
  low REAL,
  high REAL,
  state TEXT NOT NULL CHECK (state IN ('too early', 'open', 'met', 'secured', 'missed')),
  used TEXT NOT NULL    -- JSON, [attempt, place] of each answer it rests on
) STRICT;
CREATE TRIGGER closings_no_update BEFORE UPDATE ON closings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER closings_no_delete BEFORE DELETE ON closings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
