-- Several documents that were uploaded, or are read, in one go. An item stays whatever becomes of its document.
CREATE TABLE dttot_batch (
    id @id,
    kind TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_batch__kind__check CHECK (kind IN ('upload', 'process'))
);
CREATE INDEX dttot_batch__created_by ON dttot_batch (created_by, id);

-- outcome: what became of it at once; a queued one goes on in its job.
CREATE TABLE dttot_batch_item (
    batch_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    filename TEXT NOT NULL,
    document_id BIGINT,
    job_id BIGINT,
    outcome TEXT NOT NULL,
    error_code TEXT NOT NULL,
    error_message TEXT NOT NULL,
    PRIMARY KEY (batch_id, position),
    CONSTRAINT dttot_batch_item__batch_id__fk FOREIGN KEY (batch_id) REFERENCES dttot_batch (id),
    CONSTRAINT dttot_batch_item__outcome__check CHECK (outcome IN ('succeeded', 'queued', 'failed'))
);

CREATE INDEX dttot_run__job_id ON dttot_run (job_id);

-- Reports as they were made; the file holds what the lists said then.
CREATE TABLE dttot_report (
    id @id,
    title TEXT NOT NULL,
    format TEXT NOT NULL,
    language TEXT NOT NULL,
    documents TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size BIGINT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_report__format__check CHECK (format IN ('pdf', 'html'))
);
