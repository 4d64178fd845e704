INSERT OR REPLACE INTO answer (slot, key, response) VALUES (?1, ?2, ?3);
