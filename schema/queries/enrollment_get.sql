SELECT roadmap_id, version, enrolled_at FROM enrollment WHERE roadmap_id = ?1;
