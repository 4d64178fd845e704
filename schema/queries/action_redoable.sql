SELECT seq FROM action WHERE undoes IS NULL AND undone_by IS NOT NULL
ORDER BY undone_by DESC LIMIT 1;
