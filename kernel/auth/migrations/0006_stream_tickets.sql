-- Each opens one event stream within seconds, as the session that asked for it. Only its SHA-256 is kept.
CREATE TABLE tenon_stream_ticket (
    ticket_hash TEXT PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES tenon_user (id) ON DELETE CASCADE,
    perm_epoch BIGINT NOT NULL,
    session TEXT NOT NULL,
    dialect TEXT NOT NULL,
    session_ends_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX tenon_stream_ticket__user ON tenon_stream_ticket (user_id);
CREATE INDEX tenon_stream_ticket__expiry ON tenon_stream_ticket (expires_at);
