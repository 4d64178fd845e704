SELECT step_id, count(*) FROM link WHERE roadmap_id = ?1 GROUP BY step_id;
