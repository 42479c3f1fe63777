-- A list that people are held against: what several documents say together, or the latest of its documents alone. version
-- is the number of its latest version, 0 before the first; latest_run_id owns the work on a list that new documents replace.
CREATE TABLE dttot_watch_list (
    id @id,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    version BIGINT NOT NULL,
    latest_run_id BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_watch_list__name__unique UNIQUE (name)
);

-- What a list says between two changes. A version has a number once it is in force. Its origin is told here as well,
-- because the document may be deleted later.
CREATE TABLE dttot_list_version (
    id @id,
    list_id BIGINT,
    number BIGINT,
    cause TEXT NOT NULL,
    document_id BIGINT NOT NULL,
    run_id BIGINT NOT NULL,
    filename TEXT NOT NULL,
    script TEXT NOT NULL,
    script_version TEXT NOT NULL,
    row_count BIGINT NOT NULL,
    added BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    removed BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_list_version__list_id__fk FOREIGN KEY (list_id) REFERENCES dttot_watch_list (id),
    CONSTRAINT dttot_list_version__number__unique UNIQUE (list_id, number),
    CONSTRAINT dttot_list_version__cause__check CHECK (cause IN ('run', 'removal', 'hand'))
);
CREATE INDEX dttot_list_version__document_id ON dttot_list_version (document_id, number);

-- superseded_by: the document that took this one's place. ended_version: the version that its deletion made. supersedes:
-- whether it takes the place of the other documents of its list, NULL until its first run when nobody said so.
-- good_run_id: the last run that succeeded, in force or not.
ALTER TABLE dttot_document ADD COLUMN list_id BIGINT
    CONSTRAINT dttot_document__list_id__fk REFERENCES dttot_watch_list (id);
ALTER TABLE dttot_document ADD COLUMN supersedes BIGINT;
ALTER TABLE dttot_document ADD COLUMN superseded_by BIGINT;
ALTER TABLE dttot_document ADD COLUMN ended_version BIGINT;
ALTER TABLE dttot_document ADD COLUMN good_run_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX dttot_document__list_id ON dttot_document (list_id, id);
CREATE INDEX dttot_document__ended_version ON dttot_document (ended_version);

-- A row counts from since_version on and before until_version, the ids of versions. content is equal for rows that say
-- the same of their subject, wherever they stand; origin_id is the document in which the row first read so.
ALTER TABLE dttot_row ADD COLUMN since_version BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dttot_row ADD COLUMN until_version BIGINT NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE dttot_row ADD COLUMN content BIGINT NOT NULL DEFAULT 0;
ALTER TABLE dttot_row ADD COLUMN origin_id BIGINT NOT NULL DEFAULT 0;

-- Rows that were in force once.
CREATE TABLE dttot_past_row (
    id BIGINT NOT NULL,
    since_version BIGINT NOT NULL,
    until_version BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    origin_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    version BIGINT NOT NULL,
    kode_densus TEXT NOT NULL,
    type TEXT NOT NULL,
    names TEXT NOT NULL,
    content BIGINT NOT NULL,
    record TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (id, since_version)
);
CREATE INDEX dttot_past_row__since_version ON dttot_past_row (since_version);
CREATE INDEX dttot_past_row__until_version ON dttot_past_row (until_version);

-- The lists that are there already are the first version of the police's list.
INSERT INTO dttot_watch_list (name, title, version, latest_run_id, created_at)
SELECT 'dttot', 'DTTOT', 1, 0, MIN(created_at) FROM dttot_document HAVING COUNT(*) > 0;
INSERT INTO dttot_list_version (list_id, number, cause, document_id, run_id, filename, script, script_version, row_count,
    added, changed, removed, created_by, created_at)
SELECT l.id, 1, 'run', 0, 0, '', '', '', n.row_count, n.row_count, 0, 0, 0, l.created_at
FROM dttot_watch_list l
CROSS JOIN (SELECT CAST(COALESCE(SUM(row_count), 0) AS BIGINT) AS row_count
            FROM dttot_document WHERE deleted_at IS NULL) n;
UPDATE dttot_document SET list_id = (SELECT id FROM dttot_watch_list WHERE name = 'dttot'), supersedes = 0,
    good_run_id = run_id;
UPDATE dttot_row SET since_version = (SELECT id FROM dttot_list_version), content = fingerprint, origin_id = document_id;

CREATE INDEX dttot_row__since_version ON dttot_row (since_version);
-- Only rows on their way out.
CREATE INDEX dttot_row__until_version ON dttot_row (until_version) WHERE until_version < 9223372036854775807;

DROP VIEW dttot_row_in_force;
DROP VIEW dttot_list;
-- The documents that are there.
CREATE VIEW dttot_list AS
SELECT d.id, d.title, d.filename, d.folded, d.format, d.sha256, d.size, d.status, d.run_id, d.latest_run_id, d.job_id,
       d.error_code, d.error_message, d.uploaded_by, d.created_at, d.updated_at, d.row_count, d.list_id, d.supersedes,
       d.superseded_by, d.good_run_id
FROM dttot_document d
WHERE d.deleted_at IS NULL;

-- The rows that count: those of the last good run of their document, and those added by hand.
CREATE VIEW dttot_row_in_force AS
SELECT r.id, r.document_id, r.run_id, r.source, r.version, r.kode_densus, r.type, r.nationality,
       r.nationalities, r.birth_year, r.birth_years, r.issue_count, r.record, r.created_at, r.updated_at,
       d.list_id, r.origin_id, r.content, r.since_version
FROM dttot_list d
JOIN dttot_row r ON r.document_id = d.id AND r.run_id <= d.run_id AND r.until_run > d.run_id;
