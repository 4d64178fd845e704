DELETE FROM answer WHERE slot = ?1;
