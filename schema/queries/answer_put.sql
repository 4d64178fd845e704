-- The key stays as it is, and so the page of its index.
INSERT INTO answer (slot, key, response) VALUES (?1, CAST(?1 AS TEXT), ?2)
ON CONFLICT (slot) DO UPDATE SET response = excluded.response;
