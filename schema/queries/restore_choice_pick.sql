INSERT INTO choice_pick VALUES (?1, ?2, ?3, ?4);
