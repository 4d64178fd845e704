SELECT * FROM enrollment ORDER BY roadmap_id LIMIT -1 OFFSET ?1;
