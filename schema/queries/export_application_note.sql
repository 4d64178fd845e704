SELECT * FROM application_note ORDER BY application_id, id LIMIT -1 OFFSET ?1;
