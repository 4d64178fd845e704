-- Of one application, or '' for all.
SELECT application_id, id, text, at FROM application_note
WHERE ?1 = '' OR application_id = ?1 ORDER BY application_id, at, id;
