SELECT id, text, at FROM note WHERE roadmap_id = ?1 AND step_id = ?2 ORDER BY at, rowid;
