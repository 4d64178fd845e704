SELECT number, part FROM restore_part WHERE number > ?1 ORDER BY number LIMIT 1;
