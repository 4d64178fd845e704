DELETE FROM application_note WHERE application_id = ?1;
