DELETE FROM item_check WHERE roadmap_id = ?1 AND step_id = ?2 AND item_id = ?3;
