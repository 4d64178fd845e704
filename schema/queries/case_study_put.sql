INSERT INTO case_study (id, roadmap_id, step_id, title, role, from_date, to_date, live_url,
	repository_url, problem, approach, challenges, lessons, added_at, changed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (id) DO UPDATE SET
	roadmap_id = excluded.roadmap_id,
	step_id = excluded.step_id,
	title = excluded.title,
	role = excluded.role,
	from_date = excluded.from_date,
	to_date = excluded.to_date,
	live_url = excluded.live_url,
	repository_url = excluded.repository_url,
	problem = excluded.problem,
	approach = excluded.approach,
	challenges = excluded.challenges,
	lessons = excluded.lessons,
	changed_by = excluded.changed_by;
