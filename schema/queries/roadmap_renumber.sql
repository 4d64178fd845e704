-- Of a backup: another document may be in memory under its number, which SQLite or VACUUM gave it
-- there. See roadmap_put.
UPDATE roadmap SET rowid = random();
