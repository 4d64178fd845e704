SELECT a.seq, a.id, a.at_us, a.command, a.summary, a.roadmap_id, a.undoes, a.undone_by, a.redone_by,
	(SELECT id FROM action WHERE seq = a.undoes)
FROM action AS a WHERE a.seq = ?1;
