SELECT part FROM restore_part ORDER BY number;
