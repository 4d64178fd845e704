SELECT * FROM item_check ORDER BY roadmap_id, step_id, item_id LIMIT -1 OFFSET ?1;
