-- For every connection.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL; -- in WAL mode only FULL keeps an acknowledged commit over a power cut
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
