-- A long table, whose cursor is the seq itself.
SELECT * FROM action WHERE seq > ?1 ORDER BY seq;
