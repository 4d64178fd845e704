DELETE FROM application_stage WHERE application_id = ?1;
