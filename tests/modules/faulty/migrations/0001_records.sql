CREATE TABLE faulty_record (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT faulty_record__uuid__unique UNIQUE (uuid)
);
