SELECT id, roadmap_id, step_id, title, role, from_date, to_date, live_url, repository_url, problem,
	approach, challenges, lessons, added_at, changed_by
FROM case_study ORDER BY added_at, id;
