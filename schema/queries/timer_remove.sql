-- With a WHERE: SQLite empties a whole table unseen by the session extension.
DELETE FROM timer WHERE one = 1;
