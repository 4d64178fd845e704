INSERT INTO item_check VALUES (?1, ?2, ?3, ?4);
