DELETE FROM link WHERE roadmap_id = ?1 AND step_id = ?2;
