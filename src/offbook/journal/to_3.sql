-- From version 2 to 3: the daily sums of study are kept. They are made from the events on opening, since
-- the watermark says that none of them is in the derived tables.

DROP TABLE tally;
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

UPDATE watermark SET seq = 0;
