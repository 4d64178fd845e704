-- What was undone last, unless something else was done since.
SELECT seq FROM action WHERE undoes IS NULL AND undone_by IS NOT NULL
	AND undone_by > (SELECT max(seq) FROM action WHERE undoes IS NULL)
ORDER BY undone_by DESC LIMIT 1;
