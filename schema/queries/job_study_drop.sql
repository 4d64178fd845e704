DELETE FROM application_study WHERE application_id = ?1;
