-- A prefix: every id from ?1 to below ?1 followed by the highest character of an id.
SELECT seq FROM action WHERE id >= ?1 AND id < ?1 || 'g' LIMIT 2;
