INSERT INTO choice_pick (roadmap_id, choice_id, option_id, picked_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT DO NOTHING;
