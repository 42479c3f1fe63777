-- Who may sign in. The *_key columns hold the case-folded form by which an account is found and is unique.
CREATE TABLE tenon_user (
    id @id,
    uuid TEXT NOT NULL,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    email TEXT,
    email_key TEXT,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    role TEXT NOT NULL,
    is_superuser BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL,
    is_locked BOOLEAN NOT NULL,
    failed_attempts BIGINT NOT NULL,
    failing_since TIMESTAMP,
    locked_until TIMESTAMP,
    last_login TIMESTAMP,
    perm_epoch BIGINT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL
);

CREATE UNIQUE INDEX tenon_user__uuid ON tenon_user (uuid);
CREATE UNIQUE INDEX tenon_user__username ON tenon_user (username_key);
CREATE UNIQUE INDEX tenon_user__email ON tenon_user (email_key);
CREATE INDEX tenon_user__superuser ON tenon_user (is_superuser);

CREATE TABLE tenon_role (
    id @id,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL
);

CREATE UNIQUE INDEX tenon_role__name ON tenon_role (name);

CREATE TABLE tenon_role_permission (
    role_id BIGINT NOT NULL REFERENCES tenon_role (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (role_id, permission)
);

-- An expired assignment grants nothing from that instant on.
CREATE TABLE tenon_user_role (
    user_id BIGINT NOT NULL REFERENCES tenon_user (id) ON DELETE CASCADE,
    role_id BIGINT NOT NULL REFERENCES tenon_role (id) ON DELETE CASCADE,
    expires_at TIMESTAMP,
    PRIMARY KEY (user_id, role_id)
);

CREATE INDEX tenon_user_role__role ON tenon_user_role (role_id);
