CREATE TABLE things_box (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT things_box__uuid__unique UNIQUE (uuid),
    CONSTRAINT things_box__name__unique UNIQUE (name)
);

CREATE TABLE things_thing (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    note TEXT,
    amount BIGINT,
    price BIGINT,
    score DOUBLE PRECISION,
    status TEXT NOT NULL,
    tracked BOOLEAN NOT NULL,
    introduced DATE,
    seen TIMESTAMP,
    contact TEXT,
    code TEXT,
    box BIGINT,
    spare BIGINT,
    tags TEXT,
    size TEXT,
    extra TEXT,
    pin TEXT,
    owner TEXT NOT NULL,
    CONSTRAINT things_thing__uuid__unique UNIQUE (uuid),
    CONSTRAINT things_thing__name__unique UNIQUE (name),
    CONSTRAINT things_thing__amount__check CHECK (amount <> 13),
    CONSTRAINT things_thing__box__fk FOREIGN KEY (box) REFERENCES things_box (id),
    CONSTRAINT things_thing__spare__fk FOREIGN KEY (spare) REFERENCES things_box (id)
);
CREATE INDEX things_thing__box ON things_thing (box);
CREATE INDEX things_thing__spare ON things_thing (spare);

CREATE TABLE things_colour (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT things_colour__uuid__unique UNIQUE (uuid)
);
INSERT INTO things_colour (uuid, version, created_at, updated_at, name) VALUES
    ('00000000-0000-4000-8000-000000000001', 1, '2026-01-02T03:04:05.000000Z', '2026-01-02T03:04:05.000000Z', 'red'),
    ('00000000-0000-4000-8000-000000000002', 1, '2026-01-02T03:04:05.000000Z', '2026-01-02T03:04:05.000000Z', 'green');

CREATE TABLE things_note (
    id @id,
    text TEXT NOT NULL
);

CREATE TABLE things_counter (
    id BIGINT PRIMARY KEY,
    value BIGINT NOT NULL
);
INSERT INTO things_counter (id, value) VALUES (1, 0);
