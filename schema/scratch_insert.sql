-- The name of a table of an export that is being restored, which was checked; its values follow.
INSERT INTO "%w" VALUES
