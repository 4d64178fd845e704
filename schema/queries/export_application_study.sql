SELECT * FROM application_study ORDER BY application_id, place LIMIT -1 OFFSET ?1;
