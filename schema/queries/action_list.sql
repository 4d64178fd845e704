SELECT a.seq, a.id, a.at_us, a.command, a.summary, a.roadmap_id, a.undoes, a.undone_by, a.redone_by,
	(SELECT id FROM action WHERE seq = a.undoes)
FROM action AS a WHERE a.seq < ?1 AND (?3 = '' OR a.roadmap_id = ?3) ORDER BY a.seq DESC LIMIT ?2;
