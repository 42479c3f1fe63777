CREATE TABLE things_yard (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT things_yard__uuid__unique UNIQUE (uuid)
);
CREATE TABLE things_shed (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    yard BIGINT REFERENCES things_yard (id),
    owner BIGINT,
    CONSTRAINT things_shed__uuid__unique UNIQUE (uuid),
    CONSTRAINT things_shed__name__unique UNIQUE (yard, name)
);
CREATE INDEX things_shed__yard ON things_shed (yard);
CREATE INDEX things_shed__owner ON things_shed (owner);

CREATE TABLE things_gate (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    owner BIGINT,
    CONSTRAINT things_gate__uuid__unique UNIQUE (uuid)
);
CREATE INDEX things_gate__owner ON things_gate (owner);
