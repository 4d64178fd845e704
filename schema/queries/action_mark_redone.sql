UPDATE action SET undone_by = NULL, redone_by = ?2 WHERE seq = ?1;
