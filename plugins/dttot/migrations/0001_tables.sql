-- Documents and rows share one sequence of ids, because GET /dttot/{id} takes either. An id is drawn here first and never
-- again, so that what refers to a deleted row cannot meet another one under its number.
CREATE TABLE dttot_id (
    id @id,
    kind TEXT NOT NULL,
    CONSTRAINT dttot_id__kind__check CHECK (kind IN ('document', 'row'))
);

-- A list as it was uploaded. Rows are in force up to run_id, the last run that succeeded; latest_run_id owns the work.
CREATE TABLE dttot_document (
    id @id,
    title TEXT NOT NULL,
    filename TEXT NOT NULL,
    folded TEXT NOT NULL,
    format TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    status TEXT NOT NULL,
    run_id BIGINT NOT NULL,
    latest_run_id BIGINT NOT NULL,
    job_id BIGINT,
    error_code TEXT NOT NULL,
    error_message TEXT NOT NULL,
    uploaded_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_document__sha256__unique UNIQUE (sha256),
    CONSTRAINT dttot_document__status__check CHECK (status IN ('uploaded', 'processing', 'processed', 'failed'))
);

-- One reading of a document by a script: source_rows = record_rows + skipped.
CREATE TABLE dttot_run (
    id @id,
    document_id BIGINT NOT NULL,
    job_id BIGINT NOT NULL,
    script TEXT NOT NULL,
    script_version TEXT NOT NULL,
    status TEXT NOT NULL,
    source_rows BIGINT NOT NULL,
    records BIGINT NOT NULL,
    record_rows BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    with_issues BIGINT NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    CONSTRAINT dttot_run__document_id__fk FOREIGN KEY (document_id) REFERENCES dttot_document (id),
    CONSTRAINT dttot_run__status__check CHECK (status IN ('running', 'succeeded', 'failed'))
);
CREATE INDEX dttot_run__document_id ON dttot_run (document_id, id);

-- A subject of a list. record is the JSON that clients see; the other columns are drawn from it for filters and figures.
-- run_id is 0 for what was added by hand; source_place is where the file has it (sheet!row), empty when nothing tells;
-- nationalities and birth_years are words between blanks (' ID PK ').
CREATE TABLE dttot_row (
    id @id,
    document_id BIGINT NOT NULL,
    run_id BIGINT NOT NULL,
    source TEXT NOT NULL,
    source_place TEXT NOT NULL,
    fingerprint BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kode_densus TEXT NOT NULL,
    type TEXT NOT NULL,
    nationality TEXT NOT NULL,
    nationalities TEXT NOT NULL,
    birth_year BIGINT NOT NULL,
    birth_years TEXT NOT NULL,
    issue_count BIGINT NOT NULL,
    record TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_row__document_id__fk FOREIGN KEY (document_id) REFERENCES dttot_document (id),
    CONSTRAINT dttot_row__source__check CHECK (source IN ('extracted', 'manual')),
    CONSTRAINT dttot_row__type__check CHECK (type IN ('person', 'entity'))
);
-- Holds everything that the summary counts, so that it never reads the records themselves.
CREATE INDEX dttot_row__facts ON dttot_row (document_id, run_id, type, nationality, birth_year, issue_count, source);

-- Rows of a document that were deleted by hand: reading the document again does not bring them back.
CREATE TABLE dttot_removed (
    id BIGINT NOT NULL PRIMARY KEY,
    document_id BIGINT NOT NULL,
    source_place TEXT NOT NULL,
    fingerprint BIGINT NOT NULL,
    CONSTRAINT dttot_removed__document_id__fk FOREIGN KEY (document_id) REFERENCES dttot_document (id)
);
CREATE INDEX dttot_removed__document_id ON dttot_removed (document_id);

-- Rows of the file that are no record: titles, repeated headers, footers, and what could not be read.
CREATE TABLE dttot_skipped (
    id @id,
    run_id BIGINT NOT NULL,
    sheet TEXT NOT NULL,
    source_row BIGINT NOT NULL,
    row_count BIGINT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX dttot_skipped__run_id ON dttot_skipped (run_id, id);

-- The rows that count: those of the last good run of their document, and those added by hand.
CREATE VIEW dttot_row_in_force AS
SELECT r.id, r.document_id, r.run_id, r.source, r.version, r.kode_densus, r.type, r.nationality,
       r.nationalities, r.birth_year, r.birth_years, r.issue_count, r.record, r.created_at, r.updated_at
FROM dttot_document d
JOIN dttot_row r ON r.document_id = d.id AND r.run_id <= d.run_id;
