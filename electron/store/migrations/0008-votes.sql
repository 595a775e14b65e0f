-- What a person thought of an answer. It is about the model, so it outlives the message, and holds none of its words.
CREATE TABLE vote (
  message_id TEXT PRIMARY KEY NOT NULL,
  provider_id TEXT NOT NULL,
  model_id TEXT NOT NULL,
  task TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value IN ('up', 'down')),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX vote_by_target ON vote (provider_id, model_id, task);
