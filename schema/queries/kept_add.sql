INSERT INTO kept_step (roadmap_id, step_id, title, version) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING;
