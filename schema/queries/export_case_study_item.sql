SELECT * FROM case_study_item ORDER BY case_study_id, list, place LIMIT -1 OFFSET ?1;
