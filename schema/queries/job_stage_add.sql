INSERT INTO application_stage (application_id, place, stage, round, day) VALUES (?1, ?2, ?3, ?4, ?5);
