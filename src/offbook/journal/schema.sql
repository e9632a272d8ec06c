-- The journal, version 5. Times are milliseconds since 1970 (ms) with the minutes that local time was
-- ahead of UTC (offset); days are study days, proleptic ordinals; shares run from 0 to 1.

-- 1. Dictionaries: what is long is written once. Rows are added, never changed.

CREATE TABLE devices (
  id INTEGER PRIMARY KEY,
  name BLOB NOT NULL UNIQUE CHECK (length(name) = 16)
) STRICT;

CREATE TABLE decks (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE cards (
  id INTEGER PRIMARY KEY,
  deck INTEGER NOT NULL REFERENCES decks,
  name TEXT NOT NULL,
  UNIQUE (deck, name)
) STRICT;

CREATE TABLE schedulers (
  id INTEGER PRIMARY KEY,
  algorithm TEXT NOT NULL,
  version TEXT NOT NULL,
  retention REAL NOT NULL,
  longest INTEGER NOT NULL,
  fuzz INTEGER NOT NULL CHECK (fuzz IN (0, 1)),
  steps TEXT NOT NULL,       -- JSON, minutes
  relearning TEXT NOT NULL,  -- JSON, minutes
  weights TEXT NOT NULL,     -- JSON
  UNIQUE (algorithm, version, retention, longest, fuzz, steps, relearning, weights)
) STRICT;

-- 2. Events: they are added, never changed and never deleted. An id begins with its hlc, so the order of
-- ids is the order of events, on every device alike.

CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
  action BLOB NOT NULL CHECK (length(action) = 16),
  device INTEGER NOT NULL REFERENCES devices,
  hlc INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  utc_offset INTEGER NOT NULL,
  kind TEXT NOT NULL  -- names the table that holds the rest of it; see the words in rows.py
) STRICT;
CREATE INDEX events_of_action ON events (action);

-- Learning

CREATE TABLE sittings (
  seq INTEGER PRIMARY KEY REFERENCES events,
  sitting BLOB NOT NULL CHECK (length(sitting) = 16),
  scope TEXT NOT NULL,  -- JSON, decks
  day INTEGER NOT NULL,
  plan TEXT NOT NULL    -- JSON, [deck, card, whether it follows] for each slot
) STRICT;
CREATE INDEX sittings_of_day ON sittings (day, scope);
CREATE INDEX sittings_by_name ON sittings (sitting);

CREATE TABLE reviews (
  seq INTEGER PRIMARY KEY REFERENCES events,
  card INTEGER NOT NULL REFERENCES cards,
  concept TEXT NOT NULL,
  form TEXT NOT NULL,
  rating INTEGER NOT NULL CHECK (rating BETWEEN 1 AND 4),
  correct INTEGER CHECK (correct IN (0, 1)),
  self_rated INTEGER NOT NULL CHECK (self_rated IN (0, 1)),
  response TEXT NOT NULL,
  shown_ms INTEGER NOT NULL,
  shown_offset INTEGER NOT NULL,
  took INTEGER NOT NULL,
  hinted INTEGER NOT NULL CHECK (hinted IN (0, 1)),
  day INTEGER NOT NULL,
  scheduler INTEGER NOT NULL REFERENCES schedulers,
  sitting BLOB NOT NULL CHECK (length(sitting) = 16),
  replaces BLOB CHECK (length(replaces) = 16),
  overruled INTEGER NOT NULL CHECK (overruled IN (0, 1))
) STRICT;
CREATE INDEX reviews_of_card ON reviews (card);
CREATE INDEX reviews_that_replace ON reviews (replaces) WHERE replaces IS NOT NULL;

CREATE TABLE decisions (  -- suspended, resumed, buried, flagged, pulled, reset
  seq INTEGER PRIMARY KEY REFERENCES events,
  card INTEGER NOT NULL REFERENCES cards,
  value INTEGER NOT NULL  -- whether a leech, until which day, whether on; else 0
) STRICT;
CREATE INDEX decisions_of_card ON decisions (card);

CREATE TABLE undone (
  seq INTEGER PRIMARY KEY REFERENCES events,
  target BLOB NOT NULL CHECK (length(target) = 16)  -- the action that is taken back
) STRICT;
CREATE INDEX undone_of_action ON undone (target);

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

CREATE TABLE reports (  -- a card was said to be wrong, or that was taken back
  seq INTEGER PRIMARY KEY REFERENCES events,
  card INTEGER NOT NULL REFERENCES cards,
  words TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (0, 1))
) STRICT;

-- Performance

CREATE TABLE attempts (
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16),
  quiz TEXT NOT NULL,
  scope TEXT NOT NULL,  -- JSON, decks
  seed INTEGER NOT NULL,
  total_ms INTEGER,
  each_ms INTEGER,
  extra REAL NOT NULL,
  target REAL,
  feedback TEXT NOT NULL CHECK (feedback IN ('end', 'each')),
  confidence INTEGER NOT NULL CHECK (confidence IN (0, 1)),
  predicted REAL,
  stated REAL
) STRICT;
CREATE INDEX attempts_by_name ON attempts (attempt);

CREATE TABLE questions (  -- the paper of an attempt
  seq INTEGER NOT NULL REFERENCES attempts,
  place INTEGER NOT NULL,
  card INTEGER NOT NULL REFERENCES cards,
  concepts TEXT NOT NULL,  -- JSON
  form TEXT NOT NULL,
  option_order INTEGER NOT NULL,
  guess REAL NOT NULL,
  recall REAL,
  quiz_only INTEGER NOT NULL CHECK (quiz_only IN (0, 1)),
  asked TEXT NOT NULL,
  UNIQUE (seq, place)
) STRICT;

CREATE TABLE answers (
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16),
  place INTEGER NOT NULL,
  card INTEGER NOT NULL REFERENCES cards,
  concept TEXT NOT NULL,
  form TEXT NOT NULL,
  option_order INTEGER NOT NULL,
  response TEXT NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  guess REAL NOT NULL,
  shown_ms INTEGER NOT NULL,
  shown_offset INTEGER NOT NULL,
  took INTEGER,
  confidence INTEGER CHECK (confidence BETWEEN 1 AND 3),
  recall REAL,
  lag INTEGER,
  exposure INTEGER NOT NULL,
  quiz_only INTEGER NOT NULL CHECK (quiz_only IN (0, 1)),
  timed_out INTEGER NOT NULL CHECK (timed_out IN (0, 1)),
  feedback_ms INTEGER,
  feedback_offset INTEGER
) STRICT;
CREATE INDEX answers_of_attempt ON answers (attempt, place);
CREATE INDEX answers_of_card ON answers (card);

CREATE TABLE question_flags (  -- a question was marked for another look, or the mark was taken off
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16),
  place INTEGER NOT NULL,
  value INTEGER NOT NULL CHECK (value IN (0, 1))
) STRICT;
CREATE INDEX question_flags_of_attempt ON question_flags (attempt, place);

CREATE TABLE endings (
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16),
  ending TEXT NOT NULL CHECK (ending IN ('submitted', 'timed out', 'left'))
) STRICT;
CREATE INDEX endings_of_attempt ON endings (attempt);

CREATE TABLE viewings (  -- an evaluation was looked at
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16)
) STRICT;
CREATE INDEX viewings_of_attempt ON viewings (attempt);

CREATE TABLE remarks (  -- an answer was marked again
  seq INTEGER PRIMARY KEY REFERENCES events,
  attempt BLOB NOT NULL CHECK (length(attempt) = 16),
  place INTEGER NOT NULL,
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX remarks_of_attempt ON remarks (attempt, place);

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

-- 3. Derived: kept for speed in the transaction of each event, and made again from the events at
-- will. What they refer to is there by construction, so they do without foreign keys.

CREATE TABLE voided (  -- events that count no longer: undone, or replaced
  seq INTEGER PRIMARY KEY
) STRICT;

CREATE TABLE heirs (  -- which card the history of another belongs to; the others keep their own
  card INTEGER PRIMARY KEY,
  heir INTEGER NOT NULL
) STRICT;
CREATE INDEX heirs_of_card ON heirs (heir);

CREATE TABLE standing (
  card INTEGER PRIMARY KEY,
  deck INTEGER NOT NULL,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),  -- 0 new, 1 stepping, 2 settled
  stability REAL,
  difficulty REAL,
  last_ms INTEGER,
  last_offset INTEGER,
  last_day INTEGER,
  step INTEGER,
  due INTEGER,     -- stepping: ms; settled: day
  lapsed INTEGER CHECK (lapsed IN (0, 1)),
  reviews INTEGER NOT NULL,
  lapses INTEGER NOT NULL,
  suspended INTEGER NOT NULL CHECK (suspended IN (0, 1)),
  leech INTEGER NOT NULL CHECK (leech IN (0, 1)),
  buried INTEGER NOT NULL,
  flagged INTEGER NOT NULL CHECK (flagged IN (0, 1)),
  pulled INTEGER NOT NULL CHECK (pulled IN (0, 1)),
  introduced INTEGER  -- the day of its first review ever
) STRICT;
CREATE INDEX standing_due ON standing (deck, state, due, buried, pulled) WHERE suspended = 0;
CREATE INDEX standing_pulled ON standing (deck, buried) WHERE pulled = 1 AND suspended = 0;

CREATE TABLE tally (
  deck INTEGER NOT NULL,
  day INTEGER NOT NULL,
  reviews INTEGER NOT NULL,
  introduced INTEGER NOT NULL,  -- cards whose first review ever was on this day
  studied INTEGER NOT NULL,     -- milliseconds that its reviews took
  PRIMARY KEY (deck, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE retrievals (  -- sums over the first reviews of cards on a later day than their last
  deck INTEGER NOT NULL,
  day INTEGER NOT NULL,
  age INTEGER NOT NULL CHECK (age BETWEEN 0 AND 2),  -- 0 in steps, 1 young, 2 mature
  n INTEGER NOT NULL,
  passed INTEGER NOT NULL,
  expected INTEGER NOT NULL,  -- predicted recall, in millionths
  error INTEGER NOT NULL,     -- squared error of that, in millionths
  grown INTEGER NOT NULL,
  growth INTEGER NOT NULL,    -- logarithm of the growth of stability, in millionths
  PRIMARY KEY (deck, day, age)
) STRICT, WITHOUT ROWID;

CREATE TABLE stabilities (  -- by how many cards a bucket of stability grew on a day
  deck INTEGER NOT NULL,
  day INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  change INTEGER NOT NULL,
  PRIMARY KEY (deck, day, bucket)
) STRICT, WITHOUT ROWID;

CREATE TABLE shown (  -- when a concept was last shown with its answer, in study or after a quiz
  deck INTEGER NOT NULL,
  concept TEXT NOT NULL,
  ms INTEGER NOT NULL,
  PRIMARY KEY (deck, concept)
) STRICT, WITHOUT ROWID;

CREATE TABLE watermark (  -- the last event that is in the derived tables
  one INTEGER PRIMARY KEY CHECK (one = 1),
  seq INTEGER NOT NULL,
  hlc INTEGER NOT NULL
) STRICT;
INSERT INTO watermark VALUES (1, 0, 0);

-- 4. The journal only grows: no row of a dictionary or of an event changes or goes.

CREATE TRIGGER devices_no_update BEFORE UPDATE ON devices
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER devices_no_delete BEFORE DELETE ON devices
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER decks_no_update BEFORE UPDATE ON decks
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER decks_no_delete BEFORE DELETE ON decks
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER cards_no_update BEFORE UPDATE ON cards
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER cards_no_delete BEFORE DELETE ON cards
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER schedulers_no_update BEFORE UPDATE ON schedulers
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER schedulers_no_delete BEFORE DELETE ON schedulers
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER events_no_update BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER events_no_delete BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER sittings_no_update BEFORE UPDATE ON sittings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER sittings_no_delete BEFORE DELETE ON sittings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER decisions_no_update BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER decisions_no_delete BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER undone_no_update BEFORE UPDATE ON undone
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER undone_no_delete BEFORE DELETE ON undone
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER attempts_no_update BEFORE UPDATE ON attempts
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER attempts_no_delete BEFORE DELETE ON attempts
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER questions_no_update BEFORE UPDATE ON questions
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER questions_no_delete BEFORE DELETE ON questions
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER endings_no_update BEFORE UPDATE ON endings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER endings_no_delete BEFORE DELETE ON endings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER viewings_no_update BEFORE UPDATE ON viewings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER viewings_no_delete BEFORE DELETE ON viewings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER remarks_no_update BEFORE UPDATE ON remarks
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER remarks_no_delete BEFORE DELETE ON remarks
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER question_flags_no_update BEFORE UPDATE ON question_flags
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER question_flags_no_delete BEFORE DELETE ON question_flags
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER closings_no_update BEFORE UPDATE ON closings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER closings_no_delete BEFORE DELETE ON closings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER wordings_no_update BEFORE UPDATE ON wordings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER wordings_no_delete BEFORE DELETE ON wordings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER carryings_no_update BEFORE UPDATE ON carryings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER carryings_no_delete BEFORE DELETE ON carryings
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER reports_no_update BEFORE UPDATE ON reports
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
CREATE TRIGGER reports_no_delete BEFORE DELETE ON reports
BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
