DELETE FROM step_status WHERE roadmap_id = ?1 AND step_id = ?2;
