-- Parts of an export that is being restored, until all are there. Not a learner table.
CREATE TABLE restore_part (
	number INTEGER NOT NULL PRIMARY KEY,
	part BLOB NOT NULL -- a packed roadmap.v1.ExportTable
) STRICT;

PRAGMA user_version = 3;
