-- How a provider is reached: only what somebody chose.
ALTER TABLE provider ADD COLUMN network TEXT NOT NULL DEFAULT '{}';

-- Several keys of one provider: whose they are, which is asked first, and when a new one is due.
ALTER TABLE credential ADD COLUMN account_group TEXT NOT NULL DEFAULT '';
ALTER TABLE credential ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
ALTER TABLE credential ADD COLUMN rotate_after_days INTEGER;
ALTER TABLE credential ADD COLUMN rotated_at INTEGER;
