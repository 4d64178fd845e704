INSERT INTO item_check (roadmap_id, step_id, item_id, at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING;
