-- What a batch wishes of routing.
ALTER TABLE batch ADD COLUMN is_local_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE batch ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- A batch may be worked through by a provider: what was offered, and how it stands there (JSON).
ALTER TABLE batch ADD COLUMN via TEXT NOT NULL DEFAULT 'here' CHECK (via IN ('here', 'native'));
ALTER TABLE batch ADD COLUMN native TEXT;
ALTER TABLE batch ADD COLUMN remote TEXT;
