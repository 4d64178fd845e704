SELECT seq FROM action WHERE undoes IS NULL AND undone_by IS NULL
ORDER BY coalesce(redone_by, seq) DESC LIMIT 1;
