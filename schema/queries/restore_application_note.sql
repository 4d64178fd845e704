INSERT INTO application_note VALUES (?1, ?2, ?3, ?4);
