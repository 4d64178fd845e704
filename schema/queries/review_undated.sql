-- What was told of a step beyond its dated pieces of work, by when it was finished.
SELECT finished_at, minutes_spent - coalesce((SELECT sum(minutes) FROM time_entry AS t
	WHERE t.roadmap_id = s.roadmap_id AND t.step_id = s.step_id), 0)
FROM step_status AS s
WHERE finished_at >= ?2 AND minutes_spent > 0 AND (?1 = '' OR roadmap_id = ?1);
