SELECT id, company, role, channel, platform, url, location, workplace, salary, resume, follow_up,
	roadmap_id, step_id, added_at, changed_by,
	(SELECT max(at) FROM application_note WHERE application_id = application.id),
	(SELECT count(*) FROM application_note WHERE application_id = application.id),
	(SELECT count(*) FROM application_contact WHERE application_id = application.id)
FROM application ORDER BY added_at, rowid;
