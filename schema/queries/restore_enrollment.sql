INSERT INTO enrollment VALUES (?1, ?2, ?3);
