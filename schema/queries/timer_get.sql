SELECT roadmap_id, step_id, began_at FROM timer;
