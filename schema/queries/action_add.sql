INSERT INTO action (id, at_us, command, summary, roadmap_id, changeset, undoes)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7);
