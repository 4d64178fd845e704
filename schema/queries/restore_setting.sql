INSERT INTO setting VALUES (?1, ?2);
