-- What somebody chose for a model. The files themselves are on the disk, and may go and come back.
CREATE TABLE local_model (
  name TEXT PRIMARY KEY NOT NULL,
  choices TEXT NOT NULL,
  is_pinned INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE load_preset (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL UNIQUE,
  choices TEXT NOT NULL
) STRICT;

-- What was read from a file's header, so that a start does not read all of them again.
CREATE TABLE model_header (
  path TEXT PRIMARY KEY NOT NULL,
  size INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  facts TEXT NOT NULL
) STRICT;

-- What the engine made of a file: how its first load went, whether it is being loaded just now, whether it crashed.
CREATE TABLE engine_record (
  fingerprint TEXT PRIMARY KEY NOT NULL,
  record TEXT NOT NULL
) STRICT;
