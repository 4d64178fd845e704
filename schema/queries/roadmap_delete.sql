DELETE FROM roadmap WHERE id = ?1 AND version = ?2;
