-- @id and @blob stand for what the database at hand calls them.
CREATE TABLE @NAME@_note (
    id @id,
    uuid TEXT NOT NULL CONSTRAINT @NAME@_note__uuid__unique UNIQUE,
    version BIGINT NOT NULL,
    title TEXT NOT NULL,
    content TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
