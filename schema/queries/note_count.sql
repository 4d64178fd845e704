SELECT step_id, count(*) FROM note WHERE roadmap_id = ?1 GROUP BY step_id;
