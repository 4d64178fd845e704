INSERT INTO restore_part (part) VALUES (?1);
