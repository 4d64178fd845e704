SELECT case_study_id, list, text FROM case_study_item ORDER BY case_study_id, list, place;
