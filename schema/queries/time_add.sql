INSERT INTO time_entry (roadmap_id, step_id, id, began_at, minutes) VALUES (?1, ?2, ?3, ?4, ?5);
