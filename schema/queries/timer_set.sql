INSERT INTO timer (one, roadmap_id, step_id, began_at) VALUES (1, ?1, ?2, ?3)
ON CONFLICT (one) DO UPDATE SET
	roadmap_id = excluded.roadmap_id,
	step_id = excluded.step_id,
	began_at = excluded.began_at;
