-- The oldest first: rows of before have one answer and its key, a row of a commit has a number.
SELECT slot, key, response FROM answer ORDER BY CAST(key AS INTEGER), slot;
