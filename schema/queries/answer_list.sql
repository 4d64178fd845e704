-- The oldest first: rows of before, with the key of their one answer, and then by the number with
-- which a row of a commit begins.
SELECT slot, key, response FROM answer
ORDER BY CASE WHEN key < 'A' THEN substr(response, 1, 8) ELSE x'' END, slot;
