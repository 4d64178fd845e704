UPDATE application SET step_id = ?3 WHERE roadmap_id = ?1 AND step_id = ?2;
