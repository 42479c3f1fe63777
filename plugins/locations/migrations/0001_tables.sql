-- Where people live. The rows of 0002 and 0003 rely on the initial values of these columns.
CREATE TABLE locations_division (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    name TEXT NOT NULL,
    bn_name TEXT NOT NULL,
    CONSTRAINT locations_division__uuid__unique UNIQUE (uuid),
    CONSTRAINT locations_division__name__unique UNIQUE (name)
);

CREATE TABLE locations_district (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    division_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    bn_name TEXT NOT NULL,
    CONSTRAINT locations_district__uuid__unique UNIQUE (uuid),
    CONSTRAINT locations_district__name__unique UNIQUE (name),
    CONSTRAINT locations_district__division_id__fk FOREIGN KEY (division_id) REFERENCES locations_division (id)
);
CREATE INDEX locations_district__division_id ON locations_district (division_id);

-- Upazilas, and the thanas of metropolitan police, which are called thanas alike.
CREATE TABLE locations_thana (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    district_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    bn_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    CONSTRAINT locations_thana__uuid__unique UNIQUE (uuid),
    CONSTRAINT locations_thana__name__unique UNIQUE (district_id, name),
    CONSTRAINT locations_thana__kind__check CHECK (kind IN ('upazila', 'metropolitan')),
    CONSTRAINT locations_thana__district_id__fk FOREIGN KEY (district_id) REFERENCES locations_district (id)
);
CREATE INDEX locations_thana__name ON locations_thana (name);

CREATE TABLE locations_country (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    alpha2_code TEXT NOT NULL,
    alpha3_code TEXT NOT NULL,
    numeric_code TEXT NOT NULL,
    name TEXT NOT NULL,
    name_ar TEXT NOT NULL,
    name_id TEXT NOT NULL,
    CONSTRAINT locations_country__uuid__unique UNIQUE (uuid),
    CONSTRAINT locations_country__alpha2_code__unique UNIQUE (alpha2_code),
    CONSTRAINT locations_country__alpha3_code__unique UNIQUE (alpha3_code),
    CONSTRAINT locations_country__numeric_code__unique UNIQUE (numeric_code)
);
CREATE INDEX locations_country__name ON locations_country (name);
