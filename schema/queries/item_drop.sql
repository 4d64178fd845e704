DELETE FROM item_check WHERE roadmap_id = ?1 AND step_id = ?2;
