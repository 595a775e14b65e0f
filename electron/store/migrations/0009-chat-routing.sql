-- Nothing of such a conversation leaves this computer.
ALTER TABLE conversation ADD COLUMN is_local_only INTEGER NOT NULL DEFAULT 0 CHECK (is_local_only IN (0, 1));

-- Where somebody went on with an answer that had broken off (JSON), and why the last try to do so brought no word.
ALTER TABLE message ADD COLUMN seams TEXT NOT NULL DEFAULT '[]';
ALTER TABLE message ADD COLUMN continue_failure TEXT;
