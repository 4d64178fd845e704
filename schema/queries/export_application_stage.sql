SELECT * FROM application_stage ORDER BY application_id, place LIMIT -1 OFFSET ?1;
