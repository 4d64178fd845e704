-- When the learner worked, when not, and the timer that runs.
-- Moments are seconds since 1970, UTC. Days are the learner's own: 'YYYY-MM-DD', beginning at the
-- setting day-start in the learner's time zone.

-- A dated piece of work on a step. step_status.minutes_spent stays the total of a step; what its
-- entries do not cover was told without a date, and counts when the step was finished. The entries
-- of a step never sum up to more than its total.
CREATE TABLE time_entry (
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	id TEXT NOT NULL, -- the id of the action that wrote it
	began_at INTEGER NOT NULL CHECK (began_at BETWEEN 0 AND 253402300799), -- to the year 9999
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440), -- a day
	PRIMARY KEY (roadmap_id, step_id, id)
) STRICT, WITHOUT ROWID;

-- for review_time.sql
CREATE INDEX time_entry_began ON time_entry (began_at, roadmap_id, minutes);

-- At most one timer runs, whatever the roadmap.
CREATE TABLE timer (
	one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
	roadmap_id TEXT NOT NULL,
	step_id TEXT NOT NULL,
	began_at INTEGER NOT NULL CHECK (began_at BETWEEN 0 AND 253402300799)
) STRICT;

-- Days without learning, from from_day up to until_day, on which learning goes on again. Pauses do
-- not overlap; op_goal_pause sees to it.
CREATE TABLE pause (
	from_day TEXT NOT NULL PRIMARY KEY,
	until_day TEXT NOT NULL CHECK (until_day > from_day)
) STRICT, WITHOUT ROWID;

-- The table `setting` has more names from here on: core/setting.h lists them.

PRAGMA user_version = 2;
