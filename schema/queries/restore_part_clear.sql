DELETE FROM restore_part;
