SELECT from_day, until_day FROM pause ORDER BY from_day;
