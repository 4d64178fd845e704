-- Every step with anything to lose.
SELECT step_id FROM step_status WHERE roadmap_id = ?1
UNION SELECT step_id FROM note WHERE roadmap_id = ?1
UNION SELECT step_id FROM link WHERE roadmap_id = ?1
UNION SELECT step_id FROM item_check WHERE roadmap_id = ?1
UNION SELECT step_id FROM time_entry WHERE roadmap_id = ?1
UNION SELECT step_id FROM timer WHERE roadmap_id = ?1
UNION SELECT step_id FROM case_study WHERE roadmap_id = ?1
UNION SELECT step_id FROM application WHERE roadmap_id = ?1;
