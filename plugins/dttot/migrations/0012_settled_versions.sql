-- The latest version of the list of which somebody was told that searches know it: no node answers without it any more.
ALTER TABLE dttot_watch_list ADD COLUMN settled_version BIGINT NOT NULL DEFAULT 0;
