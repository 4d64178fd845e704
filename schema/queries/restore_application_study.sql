INSERT INTO application_study VALUES (?1, ?2, ?3);
