DELETE FROM application WHERE id = ?1;
