INSERT INTO roadmap (id, version, title, summary, steps, minutes, added_at, document)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);
