-- The settings that administrators change while the server runs. A version is one change of any number of values; nothing
-- is ever overwritten.
CREATE TABLE tenon_setting_version (
    version BIGINT PRIMARY KEY,
    effective_from TIMESTAMP NOT NULL,
    changed_at TIMESTAMP NOT NULL,
    changed_by BIGINT NOT NULL,
    changed_by_name TEXT NOT NULL,
    reason TEXT NOT NULL
);

CREATE INDEX tenon_setting_version__from ON tenon_setting_version (effective_from, version);

-- What a version gives to a member of a section: JSON text, or for a secret the sealed text. effective_from is that of the
-- version, repeated so that an index finds what is in force. is_initial: nobody chose it, a later release may give another.
CREATE TABLE tenon_setting (
    id TEXT PRIMARY KEY,
    version BIGINT NOT NULL REFERENCES tenon_setting_version (version),
    effective_from TIMESTAMP NOT NULL,
    section TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    sealed TEXT,
    is_initial BOOLEAN NOT NULL
);

CREATE UNIQUE INDEX tenon_setting__member ON tenon_setting (section, name, effective_from, version);
CREATE INDEX tenon_setting__version ON tenon_setting (version);

-- The newest version: nodes ask for it to see whether something changed, and its one row lets one change happen at a time.
CREATE TABLE tenon_setting_head (
    id BIGINT PRIMARY KEY,
    version BIGINT NOT NULL
);

INSERT INTO tenon_setting_head (id, version)
VALUES (1, 0);
