SELECT * FROM kept_step ORDER BY roadmap_id, step_id LIMIT -1 OFFSET ?1;
