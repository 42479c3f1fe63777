-- Failed logins by the name that was typed, whether or not there is such an account: what a lockout answers must not tell
-- which names exist. Only a digest of the folded name is kept, for people type passwords into the wrong field.
CREATE TABLE tenon_login_name (
    name_hash TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    failing_since TIMESTAMP NOT NULL,
    locked_until TIMESTAMP
);

CREATE INDEX tenon_login_name__since ON tenon_login_name (failing_since);
