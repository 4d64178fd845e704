SELECT response FROM answer WHERE key = ?1;
