INSERT INTO enrollment (roadmap_id, version, enrolled_at) VALUES (?1, ?2, ?3);
