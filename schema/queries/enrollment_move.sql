UPDATE enrollment SET version = ?2 WHERE roadmap_id = ?1;
