CREATE TABLE tenon_idempotency (
    scope TEXT NOT NULL,
    request TEXT NOT NULL,
    status BIGINT NOT NULL,
    fields TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT tenon_idempotency__scope__unique UNIQUE (scope)
);

CREATE INDEX tenon_idempotency__created_at ON tenon_idempotency (created_at);
