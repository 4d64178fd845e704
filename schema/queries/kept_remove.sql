DELETE FROM kept_step WHERE roadmap_id = ?1 AND step_id = ?2;
