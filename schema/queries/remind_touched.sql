-- Of the steps in progress: the latest moment at which something was told of them.
SELECT step_id, max(at) FROM (
	SELECT step_id, coalesce(started_at, 0) AS at FROM step_status WHERE roadmap_id = ?1
	UNION ALL
	SELECT step_id, began_at + 60 * minutes FROM time_entry WHERE roadmap_id = ?1
	UNION ALL
	SELECT step_id, at FROM note WHERE roadmap_id = ?1
	UNION ALL
	SELECT step_id, at FROM link WHERE roadmap_id = ?1
	UNION ALL
	SELECT step_id, at FROM item_check WHERE roadmap_id = ?1
) WHERE step_id IN (SELECT step_id FROM step_status WHERE roadmap_id = ?1 AND status = 2)
GROUP BY step_id
