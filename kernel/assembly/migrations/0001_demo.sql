CREATE TABLE tenon_demo (
    module TEXT NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    CONSTRAINT tenon_demo__module__unique UNIQUE (module)
);
