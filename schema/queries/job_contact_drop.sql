DELETE FROM application_contact WHERE application_id = ?1;
