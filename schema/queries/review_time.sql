-- Of one roadmap, or '' for all.
SELECT began_at, minutes FROM time_entry WHERE began_at >= ?2 AND (?1 = '' OR roadmap_id = ?1)
ORDER BY began_at;
