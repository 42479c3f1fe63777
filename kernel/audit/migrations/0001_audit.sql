-- The trail of changes. A row has no position until the sealer puts it into the chain, in the order in which rows became
-- visible: gaps left by rolled back transactions and rows committed late do not matter to it.
CREATE TABLE tenon_audit (
    seq @id,
    at TIMESTAMP NOT NULL,
    actor_id BIGINT NOT NULL,
    actor TEXT NOT NULL,
    address TEXT NOT NULL,
    request_id TEXT NOT NULL,
    action TEXT NOT NULL,
    model TEXT NOT NULL,
    record_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    reason TEXT NOT NULL,
    position BIGINT,
    prev_hash TEXT,
    hash TEXT
);

CREATE UNIQUE INDEX tenon_audit__position ON tenon_audit (position);
CREATE INDEX tenon_audit__unsealed ON tenon_audit (seq) WHERE position IS NULL;
CREATE INDEX tenon_audit__at ON tenon_audit (at, seq);
CREATE INDEX tenon_audit__actor ON tenon_audit (actor, seq);
CREATE INDEX tenon_audit__record ON tenon_audit (model, record_id, seq);

-- The end of the chain; its one row is also the lock that lets one node seal at a time.
CREATE TABLE tenon_audit_head (
    id BIGINT PRIMARY KEY,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL
);

INSERT INTO tenon_audit_head (id, position, hash)
VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
