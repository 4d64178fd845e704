INSERT INTO case_study_item VALUES (?1, ?2, ?3, ?4);
