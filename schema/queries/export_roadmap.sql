SELECT * FROM roadmap ORDER BY id, version LIMIT -1 OFFSET ?1;
