CREATE TABLE bench_item (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    category TEXT NOT NULL,
    price BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    active BOOLEAN NOT NULL,
    CONSTRAINT bench_item__uuid__unique UNIQUE (uuid)
);
CREATE INDEX bench_item__name ON bench_item (name, id);
CREATE INDEX bench_item__category ON bench_item (category);
