-- The learner's case studies: what a portfolio is made of.

CREATE TABLE case_study (
	id TEXT NOT NULL PRIMARY KEY, -- a UUID: the id of the action that added it
	roadmap_id TEXT NOT NULL, -- with step_id: the step it belongs to, or both ''
	step_id TEXT NOT NULL,
	title TEXT NOT NULL,
	role TEXT NOT NULL,
	from_date TEXT NOT NULL, -- YYYY, YYYY-MM or YYYY-MM-DD, or ''
	to_date TEXT NOT NULL,
	live_url TEXT NOT NULL,
	repository_url TEXT NOT NULL,
	problem TEXT NOT NULL,
	approach TEXT NOT NULL,
	challenges TEXT NOT NULL,
	lessons TEXT NOT NULL,
	added_at INTEGER NOT NULL,
	-- The id of the action that wrote it last. Whatever was changed, its lists too, an undo from
	-- under a later change finds this row another and is refused.
	changed_by TEXT NOT NULL,
	CHECK ((roadmap_id = '') = (step_id = ''))
) STRICT;

-- The lists of a case study.
CREATE TABLE case_study_item (
	case_study_id TEXT NOT NULL REFERENCES case_study (id),
	list TEXT NOT NULL CHECK (list IN ('kind', 'technology', 'outcome')),
	place INTEGER NOT NULL, -- in the list, from 0
	text TEXT NOT NULL,
	PRIMARY KEY (case_study_id, list, place)
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
