CREATE TABLE vault (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  source TEXT NOT NULL CHECK (source IN ('keychain', 'passphrase', 'environment')),
  key_id TEXT NOT NULL,
  salt BLOB,
  check_nonce BLOB NOT NULL,
  check_ciphertext BLOB NOT NULL,
  check_tag BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE secret (
  id TEXT PRIMARY KEY NOT NULL,
  key_id TEXT NOT NULL,
  nonce BLOB NOT NULL,
  ciphertext BLOB NOT NULL,
  tag BLOB NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE provider (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  is_enabled INTEGER NOT NULL DEFAULT 1,
  settings TEXT NOT NULL,
  models_fetched_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE credential (
  id TEXT PRIMARY KEY NOT NULL,
  provider_id TEXT NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  secret_id TEXT NOT NULL REFERENCES secret (id) ON DELETE CASCADE,
  label TEXT NOT NULL,
  masked TEXT NOT NULL,
  is_enabled INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX credential_by_provider ON credential (provider_id);
CREATE INDEX credential_by_secret ON credential (secret_id);

CREATE TABLE model (
  provider_id TEXT NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  owned_by TEXT,
  PRIMARY KEY (provider_id, id)
) STRICT;

CREATE TABLE conversation (
  id TEXT PRIMARY KEY NOT NULL,
  title TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX conversation_by_update ON conversation (updated_at);

-- A parent goes only together with its whole conversation. No cascade along parent_id: SQLite follows such a chain
-- by recursion and gives up at 1000 messages.
CREATE TABLE message (
  id TEXT PRIMARY KEY NOT NULL,
  conversation_id TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES message (id) ON DELETE NO ACTION,
  role TEXT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  reasoning TEXT NOT NULL,
  provider_id TEXT,
  model_id TEXT,
  failure TEXT,
  facts TEXT,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX message_by_conversation ON message (conversation_id, parent_id, created_at);
CREATE INDEX message_by_parent ON message (parent_id, created_at);
CREATE INDEX message_streaming ON message (state) WHERE state = 'streaming';

CREATE TABLE message_chunk (
  message_id TEXT NOT NULL REFERENCES message (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'reasoning')),
  text TEXT NOT NULL,
  PRIMARY KEY (message_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE request (
  id TEXT PRIMARY KEY NOT NULL,
  door TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  model_id TEXT NOT NULL,
  message_id TEXT REFERENCES message (id) ON DELETE SET NULL,
  status TEXT NOT NULL,
  error_code TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  reasoning_tokens INTEGER,
  cached_tokens INTEGER,
  first_token INTEGER,
  duration INTEGER,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX request_by_time ON request (created_at);
CREATE INDEX request_by_message ON request (message_id);
CREATE INDEX request_running ON request (status) WHERE status = 'running';

CREATE TABLE session (
  token_hash TEXT PRIMARY KEY NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT;

CREATE TABLE management_key (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
