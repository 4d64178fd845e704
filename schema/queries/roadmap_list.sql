SELECT id, version, title, summary, steps, minutes FROM roadmap ORDER BY id, version;
