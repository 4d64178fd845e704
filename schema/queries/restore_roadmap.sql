-- Its rowid: see roadmap_put.
INSERT OR REPLACE INTO roadmap (rowid, id, version, title, summary, steps, minutes, added_at, document)
VALUES (random(), ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
