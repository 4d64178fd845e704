UPDATE action SET undone_by = ?2 WHERE seq = ?1;
