INSERT INTO application_contact VALUES (?1, ?2, ?3, ?4);
