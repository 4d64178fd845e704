SELECT choice_id, option_id FROM choice_pick WHERE roadmap_id = ?1;
