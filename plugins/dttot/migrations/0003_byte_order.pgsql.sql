-- Range scans for prefixes need byte order, which SQLite has anyway and PostgreSQL only in the collation "C".
ALTER TABLE dttot_name ALTER COLUMN folded TYPE TEXT COLLATE "C";
ALTER TABLE dttot_identifier ALTER COLUMN value TYPE TEXT COLLATE "C";
ALTER TABLE dttot_word ALTER COLUMN word TYPE TEXT COLLATE "C";
ALTER TABLE dttot_sound ALTER COLUMN word TYPE TEXT COLLATE "C";
