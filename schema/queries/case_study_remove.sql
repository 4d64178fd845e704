DELETE FROM case_study WHERE id = ?1;
