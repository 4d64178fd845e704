SELECT application_id, stage, round, day FROM application_stage ORDER BY application_id, place;
