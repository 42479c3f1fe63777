-- The outbox, and how far each subscriber has come. Who holds the lease on a cursor delivers to that subscriber.
CREATE TABLE tenon_event (
    id @id,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);
CREATE INDEX tenon_event__at ON tenon_event (at);

CREATE TABLE tenon_event_cursor (
    subscriber TEXT NOT NULL PRIMARY KEY,
    last_id BIGINT NOT NULL,
    leased_by TEXT,
    lease_until TIMESTAMP,
    seen_at TIMESTAMP NOT NULL
);
