-- What is in effect on a roadmap since after an action; of upgrades only, if ?3.
SELECT count(*) FROM action WHERE undoes IS NULL AND undone_by IS NULL
	AND coalesce(redone_by, seq) > ?2 AND roadmap_id = ?1
	AND (NOT ?3 OR command = 'Enrollment.Upgrade');
