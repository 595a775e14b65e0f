-- What a person says about an instance.
ALTER TABLE provider ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE provider ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE provider ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE provider ADD COLUMN weight REAL NOT NULL DEFAULT 1;
ALTER TABLE provider ADD COLUMN discovery_hours INTEGER;

-- Whether its address may lead into one's own network: yes where a person typed it, for an import only when asked.
ALTER TABLE provider ADD COLUMN is_private_allowed INTEGER NOT NULL DEFAULT 1;

-- Secrets of the way to a provider: the password of a proxy, the key of a client certificate.
CREATE TABLE network_secret (
  provider_id TEXT NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  secret_id TEXT NOT NULL REFERENCES secret (id) ON DELETE CASCADE,
  PRIMARY KEY (provider_id, name)
) STRICT;
CREATE INDEX network_secret_by_secret ON network_secret (secret_id);

-- What the provider's own list says about a model.
ALTER TABLE model ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

-- What a person says about it; that outlives its place in the list.
CREATE TABLE model_choice (
  provider_id TEXT NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  is_enabled INTEGER NOT NULL DEFAULT 1,
  details TEXT NOT NULL DEFAULT '{}',
  underlying TEXT,
  PRIMARY KEY (provider_id, model_id)
) STRICT;

-- What another look at a provider's list found to be different.
CREATE TABLE model_change (
  id TEXT PRIMARY KEY NOT NULL,
  provider_id TEXT NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
  model_id TEXT NOT NULL,
  change TEXT NOT NULL CHECK (change IN ('new', 'gone', 'price')),
  before TEXT,
  after TEXT,
  found_at INTEGER NOT NULL,
  seen_at INTEGER
) STRICT;
CREATE INDEX model_change_by_provider ON model_change (provider_id, found_at);
