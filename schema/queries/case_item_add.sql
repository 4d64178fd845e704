INSERT INTO case_study_item (case_study_id, list, place, text) VALUES (?1, ?2, ?3, ?4);
