-- Those that export_action.sql, which begins after 0, would leave out.
SELECT count(*) FROM action WHERE seq < 1;
