SELECT application_id, title FROM application_study ORDER BY application_id, place;
