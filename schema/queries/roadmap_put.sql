-- A rowid that no other had tells, as long as it is there, that the document is the same.
INSERT INTO roadmap (rowid, id, version, title, summary, steps, minutes, added_at, document)
VALUES (random(), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
