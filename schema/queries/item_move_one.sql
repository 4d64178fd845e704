UPDATE OR IGNORE item_check SET step_id = ?4
WHERE roadmap_id = ?1 AND step_id = ?2 AND item_id = ?3;
