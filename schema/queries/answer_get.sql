SELECT key, response FROM answer WHERE slot = ?1;
