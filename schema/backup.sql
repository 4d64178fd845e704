-- For a copy: one file, complete in itself.
PRAGMA journal_mode = DELETE;
