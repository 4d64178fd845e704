-- None for what is not exported.
SELECT c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
WHERE t.type = 'table' AND t.name = ?1 AND t.name NOT LIKE 'sqlite%' AND t.name <> 'restore_part'
ORDER BY c.cid;
