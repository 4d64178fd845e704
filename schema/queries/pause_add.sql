INSERT INTO pause (from_day, until_day) VALUES (?1, ?2)
ON CONFLICT (from_day) DO UPDATE SET until_day = excluded.until_day;
