SELECT step_id, title, version FROM kept_step WHERE roadmap_id = ?1 ORDER BY version, step_id;
