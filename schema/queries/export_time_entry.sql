SELECT * FROM time_entry ORDER BY roadmap_id, step_id, id LIMIT -1 OFFSET ?1;
