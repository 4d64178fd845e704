-- Learner tables have natural keys or UUIDs, so that the same act on two machines makes the same
-- row, and every one has a primary key, without which the session extension records nothing.
-- Moments are seconds since 1970, UTC, unless a name says otherwise.

-- The catalogue. Not a learner table: immutable, not in the history.
CREATE TABLE roadmap (
	id TEXT NOT NULL,
	version INTEGER NOT NULL CHECK (version > 0),
	title TEXT NOT NULL,
	summary TEXT NOT NULL,
	steps INTEGER NOT NULL,
	minutes INTEGER NOT NULL,
	added_at INTEGER NOT NULL,
	document BLOB NOT NULL, -- a packed roadmap.v1.Roadmap
	PRIMARY KEY (id, version)
) STRICT;

CREATE TABLE enrollment (
	roadmap_id TEXT NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	enrolled_at INTEGER NOT NULL,
	FOREIGN KEY (roadmap_id, version) REFERENCES roadmap (id, version)
) STRICT;

-- The tables below name roadmaps and steps without a foreign key: what the learner did stays when
-- an enrollment ends or a version is deleted, and is there again afterwards.
CREATE TABLE choice_pick (
	roadmap_id TEXT NOT NULL,
	choice_id TEXT NOT NULL,
	option_id TEXT NOT NULL,
	picked_at INTEGER NOT NULL,
	PRIMARY KEY (roadmap_id, choice_id, option_id)
) STRICT, WITHOUT ROWID;

-- A step without a row is todo.
CREATE TABLE step_status (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	status INTEGER NOT NULL CHECK (status BETWEEN 2 AND 5), -- the numbers of roadmap.v1.Status
	started_at INTEGER,
	finished_at INTEGER,
	minutes_spent INTEGER NOT NULL DEFAULT 0,
	forced INTEGER NOT NULL DEFAULT 0 CHECK (forced IN (0, 1)),
	PRIMARY KEY (roadmap_id, step_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	id TEXT NOT NULL, -- the id of the action that wrote it
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (roadmap_id, step_id, id)
) STRICT;

CREATE TABLE link (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	url TEXT NOT NULL,
	title TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (roadmap_id, step_id, url)
) STRICT;

CREATE TABLE item_check (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	item_id TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (roadmap_id, step_id, item_id)
) STRICT, WITHOUT ROWID;

-- A step that a newer version of its roadmap no longer has. What was done on it stays in the other
-- learner tables under the same step_id, which is the old id, '@', and the version it was last in.
CREATE TABLE kept_step (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	title TEXT NOT NULL,
	version INTEGER NOT NULL,
	PRIMARY KEY (roadmap_id, step_id)
) STRICT, WITHOUT ROWID;

-- 'current': the roadmap id of the current enrollment. 'left ID': the version in which a roadmap
-- was left.
CREATE TABLE setting (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each command that wrote something. An undo is an action that `undoes` another; so is
-- a redo, which undoes the undo. Of the actions that undo nothing, those with `undone_by` are not
-- in effect, and those with `redone_by` are in effect since then.
-- References are checked at the commit: a restore adds actions that point to later ones.
CREATE TABLE action (
	seq INTEGER NOT NULL PRIMARY KEY,
	id TEXT NOT NULL UNIQUE,
	at_us INTEGER NOT NULL, -- microseconds
	command TEXT NOT NULL,
	summary TEXT NOT NULL,
	roadmap_id TEXT NOT NULL,
	changeset BLOB NOT NULL, -- of the session extension, over the learner tables
	undoes INTEGER REFERENCES action (seq) DEFERRABLE INITIALLY DEFERRED,
	undone_by INTEGER REFERENCES action (seq) DEFERRABLE INITIALLY DEFERRED,
	redone_by INTEGER REFERENCES action (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- for action_undoable.sql
CREATE INDEX action_in_effect ON action (coalesce(redone_by, seq))
	WHERE undoes IS NULL AND undone_by IS NULL;
-- for action_redoable.sql
CREATE INDEX action_undone ON action (undone_by) WHERE undoes IS NULL AND undone_by IS NOT NULL;

-- Parts of an export that is being restored, until all are there. Not a learner table.
CREATE TABLE restore_part (
	number INTEGER NOT NULL PRIMARY KEY,
	part BLOB NOT NULL -- a packed roadmap.v1.ExportTable
) STRICT;

PRAGMA application_id = 0x52644d70; -- "RdMp"
PRAGMA user_version = 1;
