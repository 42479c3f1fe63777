-- The contents in the store and who needs them. The row of a content is also the lock between those who keep it and those
-- who remove it.
CREATE TABLE tenon_file (
    sha256 TEXT NOT NULL PRIMARY KEY,
    kept_at TIMESTAMP NOT NULL
);

CREATE TABLE tenon_file_owner (
    sha256 TEXT NOT NULL,
    owner TEXT NOT NULL,
    CONSTRAINT tenon_file_owner__sha256__unique UNIQUE (sha256, owner),
    CONSTRAINT tenon_file_owner__sha256__fk FOREIGN KEY (sha256) REFERENCES tenon_file (sha256)
);
