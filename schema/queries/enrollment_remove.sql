DELETE FROM enrollment WHERE roadmap_id = ?1;
