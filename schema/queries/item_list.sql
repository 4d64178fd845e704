SELECT step_id, item_id FROM item_check WHERE roadmap_id = ?1 ORDER BY step_id, item_id;
