-- Jobs: who holds a lease (leased_by, lease) runs the job until lease_until. Each change that a watcher can see adds one
-- to version.
CREATE TABLE tenon_job (
    id @id,
    uuid TEXT NOT NULL,
    kind TEXT NOT NULL,
    status TEXT NOT NULL,
    input TEXT NOT NULL,
    progress BIGINT NOT NULL,
    facts TEXT NOT NULL,
    result TEXT NOT NULL,
    error TEXT NOT NULL,
    owner_id BIGINT NOT NULL,
    owner_name TEXT NOT NULL,
    request_id TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    max_attempts BIGINT NOT NULL,
    run_at TIMESTAMP NOT NULL,
    lease_until TIMESTAMP,
    leased_by TEXT,
    lease TEXT,
    cancel_requested BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    finished_at TIMESTAMP,
    version BIGINT NOT NULL,
    CONSTRAINT tenon_job__uuid__unique UNIQUE (uuid),
    CONSTRAINT tenon_job__status__check CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    CONSTRAINT tenon_job__progress__check CHECK (progress BETWEEN 0 AND 100)
);
CREATE INDEX tenon_job__queued ON tenon_job (run_at, id) WHERE status = 'queued';
CREATE INDEX tenon_job__running ON tenon_job (leased_by, lease_until) WHERE status = 'running';
CREATE INDEX tenon_job__owner ON tenon_job (owner_id, id);
