-- Somebody who is held against the lists whenever he or they change: a user, a party. facts is what is held against them;
-- version counts its changes, screened_version is the one that was last looked at, screened_generation and
-- screened_settings say by which lists and weights. entered_by made the facts what they are; 0 when nobody knows.
-- statement is what an officer said of somebody without hits; status, hits and pending tell how the current cases stand.
CREATE TABLE dttot_subject (
    id @id,
    kind TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    name TEXT NOT NULL,
    facts TEXT NOT NULL,
    entered_by BIGINT NOT NULL,
    status TEXT NOT NULL,
    statement TEXT NOT NULL,
    hits BIGINT NOT NULL,
    pending BIGINT NOT NULL,
    screened_version BIGINT NOT NULL,
    screened_generation BIGINT NOT NULL,
    screened_settings BIGINT NOT NULL,
    removed_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_subject__record_id__unique UNIQUE (kind, record_id),
    CONSTRAINT dttot_subject__kind__check CHECK (kind IN ('user', 'party')),
    CONSTRAINT dttot_subject__status__check CHECK (status IN ('pending', 'approved', 'rejected'))
);
CREATE INDEX dttot_subject__status ON dttot_subject (kind, status, id);
CREATE INDEX dttot_subject__screened_settings ON dttot_subject (screened_settings, id);

-- A subject that may be a listed one, and what an officer decided: approved, it is he; rejected, it is not. It is bound to
-- the version of the subject and to what the row says (content), and counts (is_current) while both stay what they are.
-- It holds all that the result was made of, so that it can be made again: facts and record, the versions of list, settings
-- and rules. Scores are thousandths.
CREATE TABLE dttot_case (
    id @id,
    subject_id BIGINT NOT NULL,
    subject_version BIGINT NOT NULL,
    list_id BIGINT NOT NULL,
    list_name TEXT NOT NULL,
    list_version BIGINT NOT NULL,
    row_id BIGINT NOT NULL,
    row_version BIGINT NOT NULL,
    content BIGINT NOT NULL,
    settings_version BIGINT NOT NULL,
    rules_version BIGINT NOT NULL,
    certainty TEXT NOT NULL,
    score BIGINT NOT NULL,
    facts TEXT NOT NULL,
    record TEXT NOT NULL,
    hit TEXT NOT NULL,
    status TEXT NOT NULL,
    is_current BIGINT NOT NULL,
    reason TEXT NOT NULL,
    decided_by BIGINT,
    decided_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT dttot_case__subject_id__fk FOREIGN KEY (subject_id) REFERENCES dttot_subject (id),
    CONSTRAINT dttot_case__list_id__fk FOREIGN KEY (list_id) REFERENCES dttot_watch_list (id),
    CONSTRAINT dttot_case__content__unique UNIQUE (subject_id, subject_version, list_id, content),
    CONSTRAINT dttot_case__certainty__check CHECK (certainty IN ('confirmed_candidate', 'possible')),
    CONSTRAINT dttot_case__status__check CHECK (status IN ('pending', 'approved', 'rejected'))
);
CREATE INDEX dttot_case__status ON dttot_case (is_current, status, id);
CREATE INDEX dttot_case__list_id ON dttot_case (list_id, is_current);

-- A file of customers that was held against the lists by a job, and the file that came of it. versions names the lists.
CREATE TABLE dttot_screening_file (
    id @id,
    filename TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    min_score DOUBLE PRECISION,
    list_name TEXT NOT NULL,
    language TEXT NOT NULL,
    job_id BIGINT,
    result_sha256 TEXT NOT NULL,
    result_size BIGINT NOT NULL,
    subjects BIGINT NOT NULL,
    matched BIGINT NOT NULL,
    unreadable BIGINT NOT NULL,
    settings_version BIGINT NOT NULL,
    versions TEXT NOT NULL,
    created_by BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX dttot_screening_file__created_by ON dttot_screening_file (created_by, id);
