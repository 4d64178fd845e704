SELECT * FROM choice_pick ORDER BY roadmap_id, choice_id, option_id LIMIT -1 OFFSET ?1;
