-- A file of requests that are asked one by one. Its files lie beside the database, in batches/<id>/.
CREATE TABLE batch (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  endpoint TEXT,
  status TEXT NOT NULL CHECK (
    status IN ('validating', 'in_progress', 'finalizing', 'cancelling', 'completed', 'failed', 'expired', 'cancelled')
  ),
  is_paused INTEGER NOT NULL DEFAULT 0,
  concurrency INTEGER NOT NULL,
  completion_window INTEGER NOT NULL,
  on_uncertain TEXT NOT NULL CHECK (on_uncertain IN ('fail', 'ask-again')),
  metadata TEXT NOT NULL,
  problems TEXT NOT NULL DEFAULT '[]',
  total INTEGER NOT NULL DEFAULT 0,
  completed INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  input_size INTEGER,
  output_size INTEGER,
  errors_size INTEGER,
  created_at INTEGER NOT NULL,
  started_at INTEGER,
  expires_at INTEGER,
  finalizing_at INTEGER,
  cancelling_at INTEGER,
  expired_at INTEGER,
  ended_at INTEGER
) STRICT;

-- What it asks stays in the input file; the answer is kept here until the files with the results are written.
CREATE TABLE batch_request (
  batch_id TEXT NOT NULL REFERENCES batch (id) ON DELETE CASCADE,
  line INTEGER NOT NULL,
  custom_id TEXT NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'asked', 'done', 'failed')),
  request_id TEXT,
  status INTEGER,
  answer TEXT,
  PRIMARY KEY (batch_id, line)
) STRICT;
CREATE INDEX batch_request_by_state ON batch_request (batch_id, state, line);
CREATE INDEX batch_request_with_answer ON batch_request (batch_id, line) WHERE answer IS NOT NULL;

-- Answers that may be given again, the one used longest ago with the lowest turn.
CREATE TABLE cached_answer (
  key TEXT PRIMARY KEY NOT NULL,
  alias TEXT,
  value BLOB NOT NULL,
  cost INTEGER,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  turn INTEGER NOT NULL
) STRICT;
CREATE INDEX cached_answer_by_turn ON cached_answer (turn);
CREATE INDEX cached_answer_by_end ON cached_answer (expires_at);

-- How much there is of them, and what they saved so far; that outlives them.
CREATE TABLE cache_total (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  hits INTEGER NOT NULL DEFAULT 0,
  saved INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO cache_total (id) VALUES (1);
CREATE TRIGGER cached_answer_added AFTER INSERT ON cached_answer BEGIN
  UPDATE cache_total SET entries = entries + 1, bytes = bytes + length(new.value);
END;
CREATE TRIGGER cached_answer_gone AFTER DELETE ON cached_answer BEGIN
  UPDATE cache_total SET entries = entries - 1, bytes = bytes - length(old.value);
END;
