INSERT INTO kept_step VALUES (?1, ?2, ?3, ?4);
