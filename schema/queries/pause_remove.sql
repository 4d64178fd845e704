DELETE FROM pause WHERE from_day = ?1;
