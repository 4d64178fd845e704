DELETE FROM time_entry WHERE roadmap_id = ?1 AND step_id = ?2;
