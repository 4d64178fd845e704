-- Answered by the primary key's index alone.
SELECT rowid FROM roadmap WHERE id = ?1 AND version = ?2;
