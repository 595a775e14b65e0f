-- A name that programs ask for, and who may answer it. No foreign key to the provider: what an alias names and is no
-- more there is to be seen, not to be gone with it.
CREATE TABLE alias (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  -- The name in small letters.
  name_key TEXT NOT NULL UNIQUE,
  choices TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE rule (
  id TEXT PRIMARY KEY NOT NULL,
  place INTEGER NOT NULL,
  choices TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX rule_by_place ON rule (place);

-- How much a provider may be asked, as a person says: {"requestsPerMinute":60,"tokensPerMinute":null}.
ALTER TABLE provider ADD COLUMN limits TEXT NOT NULL DEFAULT '{}';

-- A request that no target may answer has none; and a request keeps its way.
CREATE TABLE request_of_0005 (
  id TEXT PRIMARY KEY NOT NULL,
  door TEXT NOT NULL,
  service TEXT NOT NULL DEFAULT 'language',
  asked TEXT NOT NULL DEFAULT '',
  alias_id TEXT,
  client TEXT,
  provider_id TEXT,
  model_id TEXT,
  message_id TEXT REFERENCES message (id) ON DELETE SET NULL,
  status TEXT NOT NULL,
  error_code TEXT,
  input_tokens INTEGER,
  output_tokens INTEGER,
  reasoning_tokens INTEGER,
  cached_tokens INTEGER,
  -- Nano-dollars by the prices known then; NULL is unpriced.
  cost INTEGER,
  is_cached INTEGER NOT NULL DEFAULT 0,
  first_token INTEGER,
  duration INTEGER,
  -- The plan: why it went where. And what rules looked at, so that others can be tried on it.
  plan TEXT,
  facts TEXT,
  created_at INTEGER NOT NULL
) STRICT;
INSERT INTO request_of_0005 (id, door, provider_id, model_id, message_id, status, error_code, input_tokens,
  output_tokens, reasoning_tokens, cached_tokens, first_token, duration, created_at)
SELECT id, door, provider_id, model_id, message_id, status, error_code, input_tokens,
  output_tokens, reasoning_tokens, cached_tokens, first_token, duration, created_at FROM request;
DROP TABLE request;
ALTER TABLE request_of_0005 RENAME TO request;
CREATE INDEX request_by_time ON request (created_at);
CREATE INDEX request_by_message ON request (message_id);
CREATE INDEX request_running ON request (status) WHERE status = 'running';

CREATE TABLE attempt (
  request_id TEXT NOT NULL REFERENCES request (id) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  provider_id TEXT NOT NULL,
  provider_name TEXT NOT NULL,
  model_id TEXT NOT NULL,
  credential_id TEXT,
  key_label TEXT,
  reason TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  first_token INTEGER,
  duration INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  failure TEXT,
  PRIMARY KEY (request_id, place)
) STRICT;
