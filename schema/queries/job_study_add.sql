INSERT INTO application_study (application_id, place, title) VALUES (?1, ?2, ?3);
