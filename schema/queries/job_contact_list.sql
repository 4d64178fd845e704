-- Of one application, or '' for all.
SELECT application_id, name, role, reach FROM application_contact
WHERE ?1 = '' OR application_id = ?1 ORDER BY application_id, name;
