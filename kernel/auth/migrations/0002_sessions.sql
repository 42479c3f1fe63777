-- A session is a family of refresh tokens, each of which is spent once. Only their SHA-256 is kept.
CREATE TABLE tenon_refresh_token (
    id @id,
    user_id BIGINT NOT NULL REFERENCES tenon_user (id) ON DELETE CASCADE,
    family TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    dialect TEXT NOT NULL,
    issued_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    revoked_at TIMESTAMP
);

CREATE UNIQUE INDEX tenon_refresh_token__hash ON tenon_refresh_token (token_hash);
CREATE INDEX tenon_refresh_token__family ON tenon_refresh_token (family);
CREATE INDEX tenon_refresh_token__user ON tenon_refresh_token (user_id, revoked_at);
CREATE INDEX tenon_refresh_token__expiry ON tenon_refresh_token (expires_at);

-- Failed logins by the address they came from.
CREATE TABLE tenon_login_address (
    address TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    failing_since TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP
);

CREATE INDEX tenon_login_address__since ON tenon_login_address (failing_since);
