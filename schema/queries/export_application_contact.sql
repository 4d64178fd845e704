SELECT * FROM application_contact ORDER BY application_id, name LIMIT -1 OFFSET ?1;
