INSERT INTO application (id, company, role, channel, platform, url, location, workplace, salary,
	resume, follow_up, roadmap_id, step_id, added_at, changed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
ON CONFLICT (id) DO UPDATE SET
	company = excluded.company,
	role = excluded.role,
	channel = excluded.channel,
	platform = excluded.platform,
	url = excluded.url,
	location = excluded.location,
	workplace = excluded.workplace,
	salary = excluded.salary,
	resume = excluded.resume,
	follow_up = excluded.follow_up,
	roadmap_id = excluded.roadmap_id,
	step_id = excluded.step_id,
	changed_by = excluded.changed_by;
