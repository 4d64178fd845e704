INSERT INTO link (roadmap_id, step_id, url, title, at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (roadmap_id, step_id, url) DO UPDATE SET title = excluded.title
	WHERE excluded.title <> '';
