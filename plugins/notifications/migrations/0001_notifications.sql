-- What was told, once for all who are told. arguments is NULL where somebody wrote the texts himself; channels are words
-- between blanks, empty for all that there are; audience is a JSON list of account ids. addressed_at is NULL until each of
-- them has his deliveries.
CREATE TABLE notifications_notice (
    id @id,
    uuid TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    arguments TEXT,
    link TEXT NOT NULL,
    channels TEXT NOT NULL,
    is_urgent BOOLEAN NOT NULL,
    dedupe_key TEXT NOT NULL,
    audience TEXT NOT NULL,
    sender_id BIGINT NOT NULL,
    sender TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    addressed_at TIMESTAMP,
    CONSTRAINT notifications_notice__uuid__unique UNIQUE (uuid)
);
CREATE INDEX notifications_notice__sender ON notifications_notice (sender_id, created_at);
CREATE INDEX notifications_notice__unaddressed ON notifications_notice (id) WHERE addressed_at IS NULL;

-- Where people want their notifications posted. secret is sealed.
CREATE TABLE notifications_webhook (
    id @id,
    uuid TEXT NOT NULL,
    user_id BIGINT NOT NULL,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    CONSTRAINT notifications_webhook__uuid__unique UNIQUE (uuid),
    CONSTRAINT notifications_webhook__url__unique UNIQUE (user_id, url)
);

-- A notice on its way to one person by one channel, in that person's words; never changed but for how far it came. address is
-- that of e-mail or webhook. lease_until is when a delivery that was begun counts as cut off.
CREATE TABLE notifications_delivery (
    id @id,
    uuid TEXT NOT NULL,
    notice_id BIGINT NOT NULL,
    user_id BIGINT NOT NULL,
    username TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    link TEXT NOT NULL,
    is_urgent BOOLEAN NOT NULL,
    dedupe_key TEXT NOT NULL,
    state TEXT NOT NULL,
    due_at TIMESTAMP NOT NULL,
    lease_until TIMESTAMP,
    attempts BIGINT NOT NULL,
    fault TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    sent_at TIMESTAMP,
    read_at TIMESTAMP,
    archived_at TIMESTAMP,
    replay_of BIGINT,
    CONSTRAINT notifications_delivery__uuid__unique UNIQUE (uuid),
    CONSTRAINT notifications_delivery__notice_id__fk FOREIGN KEY (notice_id) REFERENCES notifications_notice (id),
    CONSTRAINT notifications_delivery__state__check CHECK (state IN ('queued', 'sent', 'failed', 'read'))
);
CREATE UNIQUE INDEX notifications_delivery__once ON notifications_delivery (notice_id, user_id, channel, address)
    WHERE replay_of IS NULL;
CREATE UNIQUE INDEX notifications_delivery__dedupe ON notifications_delivery (user_id, kind, dedupe_key, channel, address)
    WHERE replay_of IS NULL AND dedupe_key <> '';
CREATE INDEX notifications_delivery__notice ON notifications_delivery (notice_id);
CREATE INDEX notifications_delivery__inbox ON notifications_delivery (user_id, channel, id);
CREATE INDEX notifications_delivery__unread ON notifications_delivery (user_id)
    WHERE channel = 'in_app' AND state = 'sent' AND archived_at IS NULL;
CREATE INDEX notifications_delivery__due ON notifications_delivery (channel, due_at, id) WHERE state = 'queued';

-- What a person wants to be told and when: a JSON object.
CREATE TABLE notifications_preferences (
    user_id BIGINT PRIMARY KEY,
    content TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
