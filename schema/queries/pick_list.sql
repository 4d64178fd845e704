SELECT choice_id, option_id, picked_at FROM choice_pick WHERE roadmap_id = ?1;
