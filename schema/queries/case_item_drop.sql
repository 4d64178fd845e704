DELETE FROM case_study_item WHERE case_study_id = ?1;
