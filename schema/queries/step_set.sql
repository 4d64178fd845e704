INSERT INTO step_status (roadmap_id, step_id, status, started_at, finished_at, minutes_spent, forced)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (roadmap_id, step_id) DO UPDATE SET
	status = excluded.status,
	started_at = excluded.started_at,
	finished_at = excluded.finished_at,
	minutes_spent = excluded.minutes_spent,
	forced = excluded.forced;
