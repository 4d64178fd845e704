INSERT INTO timer VALUES (?1, ?2, ?3, ?4);
