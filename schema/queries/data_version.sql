-- Moves when another connection has written.
SELECT data_version FROM pragma_data_version;
