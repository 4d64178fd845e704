INSERT INTO application_contact (application_id, name, role, reach) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (application_id, name) DO UPDATE SET role = excluded.role, reach = excluded.reach;
