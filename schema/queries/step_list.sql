SELECT step_id, status, started_at, finished_at, minutes_spent, forced
FROM step_status WHERE roadmap_id = ?1 ORDER BY step_id;
