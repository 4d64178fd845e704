INSERT INTO time_entry VALUES (?1, ?2, ?3, ?4, ?5);
