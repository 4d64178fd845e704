INSERT INTO application_stage VALUES (?1, ?2, ?3, ?4, ?5);
