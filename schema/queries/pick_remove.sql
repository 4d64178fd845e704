DELETE FROM choice_pick WHERE roadmap_id = ?1 AND choice_id = ?2 AND option_id = ?3;
