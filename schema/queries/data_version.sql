-- Moves when another connection has written. As a pragma: pragma_data_version would prepare it again
-- each time it is read.
PRAGMA data_version;
