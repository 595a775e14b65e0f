-- Checks of an instance with one of its keys. A row is one check, or an hour of them: those of old are put together.
-- No foreign keys: the models on this computer are a provider without a row.
CREATE TABLE health_check (
  id INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL,
  credential_id TEXT,
  at INTEGER NOT NULL,
  ok INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  -- Mean of those that were answered, in ms.
  response_time INTEGER,
  failure TEXT
) STRICT;
CREATE INDEX health_check_by_provider ON health_check (provider_id, at);
CREATE INDEX health_check_by_time ON health_check (at);

CREATE TABLE incident (
  id TEXT PRIMARY KEY NOT NULL,
  provider_id TEXT NOT NULL,
  credential_id TEXT,
  model_id TEXT,
  cause TEXT,
  opened_at INTEGER NOT NULL,
  opened_by TEXT NOT NULL CHECK (opened_by IN ('monitor', 'person')),
  closed_at INTEGER,
  closed_by TEXT CHECK (closed_by IN ('monitor', 'person')),
  note TEXT NOT NULL DEFAULT '',
  failures INTEGER NOT NULL DEFAULT 0,
  reopenings INTEGER NOT NULL DEFAULT 0,
  -- What people were told of it last.
  told TEXT CHECK (told IN ('open', 'closed')),
  told_at INTEGER
) STRICT;
CREATE INDEX incident_by_time ON incident (opened_at);
-- Never two of the same that are open.
CREATE UNIQUE INDEX incident_open ON incident (provider_id, ifnull(credential_id, ''), ifnull(model_id, ''))
  WHERE closed_at IS NULL;

CREATE TABLE notice (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  incident_id TEXT NOT NULL REFERENCES incident (id) ON DELETE CASCADE,
  provider_id TEXT NOT NULL,
  provider_name TEXT NOT NULL,
  key_label TEXT,
  model_id TEXT,
  cause TEXT,
  created_at INTEGER NOT NULL,
  read_at INTEGER
) STRICT;
CREATE INDEX notice_by_time ON notice (created_at);
CREATE INDEX notice_by_incident ON notice (incident_id);

CREATE TABLE webhook (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  url TEXT,
  secret_id TEXT REFERENCES secret (id) ON DELETE SET NULL,
  -- How the newest try to tell it went.
  last TEXT
) STRICT;
CREATE INDEX webhook_by_secret ON webhook (secret_id);

-- What the webhook is still to be told. A row goes when it was told, or when nobody tries any more.
CREATE TABLE webhook_delivery (
  id TEXT PRIMARY KEY NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
