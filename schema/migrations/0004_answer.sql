-- The answers to the latest writes that came with an idempotency key, for clients that lost theirs on
-- the way. Not a learner table.
CREATE TABLE answer (
	slot INTEGER NOT NULL PRIMARY KEY, -- they are used in turn
	key TEXT NOT NULL UNIQUE, -- for answer_get.sql
	response BLOB NOT NULL -- a packed ttrpc.Response
) STRICT;

PRAGMA user_version = 4;
