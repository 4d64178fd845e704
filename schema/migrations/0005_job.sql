-- The learner's job search. Days are of the calendar: 'YYYY-MM-DD'.

CREATE TABLE application (
	id TEXT NOT NULL PRIMARY KEY, -- a UUID: the id of the action that added it, or made of it
	company TEXT NOT NULL,
	role TEXT NOT NULL,
	channel INTEGER NOT NULL CHECK (channel BETWEEN 0 AND 4), -- roadmap.v1.Channel
	platform TEXT NOT NULL,
	url TEXT NOT NULL,
	location TEXT NOT NULL,
	workplace INTEGER NOT NULL CHECK (workplace BETWEEN 0 AND 3), -- roadmap.v1.Workplace
	salary TEXT NOT NULL,
	resume TEXT NOT NULL,
	follow_up TEXT NOT NULL, -- a day, or ''
	roadmap_id TEXT NOT NULL, -- with step_id: the step it belongs to, or both ''
	step_id TEXT NOT NULL,
	added_at INTEGER NOT NULL,
	-- The id of the action that wrote it or anything that belongs to it last, as of a case study.
	changed_by TEXT NOT NULL,
	CHECK ((roadmap_id = '') = (step_id = ''))
) STRICT;

-- Its history. What cannot follow each other: core/job.h.
CREATE TABLE application_stage (
	application_id TEXT NOT NULL REFERENCES application (id),
	place INTEGER NOT NULL, -- in the history, from 0
	stage INTEGER NOT NULL CHECK (stage BETWEEN 1 AND 9), -- roadmap.v1.Stage
	round INTEGER NOT NULL, -- of an interview, else 0
	day TEXT NOT NULL,
	PRIMARY KEY (application_id, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE application_contact (
	application_id TEXT NOT NULL REFERENCES application (id),
	name TEXT NOT NULL,
	role TEXT NOT NULL,
	reach TEXT NOT NULL,
	PRIMARY KEY (application_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE application_note (
	application_id TEXT NOT NULL REFERENCES application (id),
	id TEXT NOT NULL, -- the id of the action that wrote it, or made of it
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (application_id, id)
) STRICT, WITHOUT ROWID;

-- The case studies that were sent with it, as they were called then.
CREATE TABLE application_study (
	application_id TEXT NOT NULL REFERENCES application (id),
	place INTEGER NOT NULL,
	title TEXT NOT NULL,
	PRIMARY KEY (application_id, place)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 5;
