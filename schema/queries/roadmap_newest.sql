SELECT max(version) FROM roadmap WHERE id = ?1;
