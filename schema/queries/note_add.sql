INSERT INTO note (roadmap_id, step_id, id, text, at) VALUES (?1, ?2, ?3, ?4, ?5);
