-- A step that a newer version of its roadmap no longer has. What was done on it stays in the other
-- learner tables under the same step_id, which is the old id, '@', and the version it was last in.
CREATE TABLE kept_step (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	title TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (roadmap_id, step_id)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 2;
