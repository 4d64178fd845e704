INSERT INTO application_note (application_id, id, text, at) VALUES (?1, ?2, ?3, ?4);
