-- Jobs are deleted some time after their end.
CREATE INDEX tenon_job__finished_at ON tenon_job (finished_at, id) WHERE finished_at IS NOT NULL;
