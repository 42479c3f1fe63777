-- Rows come into force and go out of force by numbers of runs: a row counts from run_id on and before until_run. What has
-- gone out of force is deleted afterwards, a little at a time, so that nobody waits for it.
ALTER TABLE dttot_row ADD COLUMN until_run BIGINT NOT NULL DEFAULT 9223372036854775807;

-- How many rows of the document are in force, so that a list need not count them.
ALTER TABLE dttot_document ADD COLUMN row_count BIGINT NOT NULL DEFAULT 0;
-- A deleted document is gone for everybody at once; a job removes what it left behind.
ALTER TABLE dttot_document ADD COLUMN deleted_at TIMESTAMP;

UPDATE dttot_document SET row_count =
    (SELECT COUNT(*) FROM dttot_row r WHERE r.document_id = dttot_document.id AND r.run_id <= dttot_document.run_id);

DROP INDEX dttot_row__facts;
-- Holds everything that the summary counts, so that it never reads the records themselves.
CREATE INDEX dttot_row__facts
    ON dttot_row (document_id, run_id, until_run, type, nationality, birth_year, issue_count, source);
-- The pages of a list in the order of their rows.
CREATE INDEX dttot_row__order ON dttot_row (document_id, id, run_id, until_run);

-- The documents that are there.
CREATE VIEW dttot_list AS
SELECT d.id, d.title, d.filename, d.folded, d.format, d.sha256, d.size, d.status, d.run_id, d.latest_run_id, d.job_id,
       d.error_code, d.error_message, d.uploaded_by, d.created_at, d.updated_at, d.row_count
FROM dttot_document d
WHERE d.deleted_at IS NULL;

DROP VIEW dttot_row_in_force;
CREATE VIEW dttot_row_in_force AS
SELECT r.id, r.document_id, r.run_id, r.source, r.version, r.kode_densus, r.type, r.nationality,
       r.nationalities, r.birth_year, r.birth_years, r.issue_count, r.record, r.created_at, r.updated_at
FROM dttot_list d
JOIN dttot_row r ON r.document_id = d.id AND r.run_id <= d.run_id AND r.until_run > d.run_id;
