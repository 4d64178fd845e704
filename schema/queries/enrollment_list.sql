SELECT roadmap_id, version, enrolled_at FROM enrollment ORDER BY roadmap_id;
