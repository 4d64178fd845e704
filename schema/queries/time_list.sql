-- Of one roadmap, or '' for all; of one step of it, or '' for all.
SELECT roadmap_id, step_id, id, began_at, minutes FROM time_entry
WHERE (?1 = '' OR roadmap_id = ?1) AND (?2 = '' OR step_id = ?2) AND began_at >= ?3
ORDER BY began_at, id;
