SELECT count(*) FROM restore_part;
