CREATE TABLE ledger_record (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT ledger_record__uuid__unique UNIQUE (uuid),
    CONSTRAINT ledger_record__name__unique UNIQUE (name)
);

-- No constraint keeps a deposit from being made twice: whoever counts the rows of a token sees how often it was.
CREATE TABLE ledger_deposit (
    id @id,
    token TEXT NOT NULL
);
CREATE INDEX ledger_deposit__token ON ledger_deposit (token);

-- What the subscriber of the module's events was told.
CREATE TABLE ledger_heard (
    event_id BIGINT NOT NULL,
    token TEXT NOT NULL,
    value BIGINT NOT NULL
);
CREATE INDEX ledger_heard__token ON ledger_heard (token, value);

-- A transfer is done by a job in steps; each step adds one to the total, in its own transaction.
CREATE TABLE ledger_transfer (
    id @id,
    token TEXT NOT NULL,
    steps BIGINT NOT NULL,
    job_id BIGINT NOT NULL,
    CONSTRAINT ledger_transfer__token__unique UNIQUE (token)
);
CREATE TABLE ledger_step (
    token TEXT NOT NULL,
    step BIGINT NOT NULL,
    CONSTRAINT ledger_step__token__unique UNIQUE (token, step)
);
CREATE TABLE ledger_total (
    id BIGINT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO ledger_total (id, value) VALUES (1, 0);

CREATE TABLE ledger_file (
    id @id,
    token TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    CONSTRAINT ledger_file__token__unique UNIQUE (token)
);
