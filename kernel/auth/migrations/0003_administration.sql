-- What administering accounts needs: roles with a rank, assignments that tell by whom and until when, groups, the register
-- of permissions, and the passwords that must not come back.

ALTER TABLE tenon_user ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE tenon_user ADD COLUMN user_type TEXT NOT NULL DEFAULT 'support_staff';
ALTER TABLE tenon_user ADD COLUMN is_first_login BOOLEAN NOT NULL DEFAULT FALSE;
-- Under whom the account was made: what an account with the scope 'subtree' sees.
ALTER TABLE tenon_user ADD COLUMN parent_id BIGINT REFERENCES tenon_user (id);
-- Closed for good; the row stays for the trail.
ALTER TABLE tenon_user ADD COLUMN deleted_at TIMESTAMP;
CREATE INDEX tenon_user__parent ON tenon_user (parent_id);
CREATE INDEX tenon_user__type ON tenon_user (user_type);
UPDATE tenon_user SET name_key = lower(name);

-- kind 'type' are KTL's user types: a deployer's role may bear the name of one. role_level 1 is the highest.
ALTER TABLE tenon_role ADD COLUMN uuid TEXT;
ALTER TABLE tenon_role ADD COLUMN kind TEXT NOT NULL DEFAULT 'role';
ALTER TABLE tenon_role ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE tenon_role ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE tenon_role ADD COLUMN role_level BIGINT NOT NULL DEFAULT 100;
ALTER TABLE tenon_role ADD COLUMN can_assign_roles BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE tenon_role ADD COLUMN max_assignments BIGINT;
ALTER TABLE tenon_role ADD COLUMN user_type TEXT NOT NULL DEFAULT 'support_staff';
ALTER TABLE tenon_role ADD COLUMN scope TEXT NOT NULL DEFAULT 'all';
ALTER TABLE tenon_role ADD COLUMN makes_superuser BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE tenon_role ADD COLUMN is_builtin BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE tenon_role ADD COLUMN is_active BOOLEAN NOT NULL DEFAULT TRUE;
UPDATE tenon_role SET name_key = lower(name),
    uuid = '00000000-0000-4000-8000-' || substr(CAST(100000000000 + id AS TEXT), 1, 12);
DROP INDEX tenon_role__name;
CREATE UNIQUE INDEX tenon_role__kind_name ON tenon_role (kind, name_key);
CREATE UNIQUE INDEX tenon_role__uuid ON tenon_role (uuid);

INSERT INTO tenon_role
    (uuid, kind, name, name_key, display_name, description, role_level, can_assign_roles, user_type, scope, makes_superuser, is_builtin)
VALUES
    ('7a1c0000-0000-4000-8000-000000000001', 'role', 'Admin', 'admin', 'Admin', 'May do everything.', 1, TRUE, 'super_admin', 'all', TRUE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000002', 'role', 'Standard', 'standard', 'Standard', 'An ordinary account.', 100, FALSE, 'support_staff', 'all', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000003', 'type', 'super_admin', 'super_admin', 'Super Admin', 'May do everything.', 1, TRUE, 'super_admin', 'all', TRUE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000004', 'type', 'admin', 'admin', 'Admin', 'Holds every permission.', 2, TRUE, 'admin', 'all', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000005', 'type', 'billing_manager', 'billing_manager', 'Billing Manager', 'Manages billing.', 10, FALSE, 'billing_manager', 'all', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000006', 'type', 'noc_manager', 'noc_manager', 'NOC Manager', 'Manages the network.', 10, FALSE, 'noc_manager', 'all', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000007', 'type', 'support_staff', 'support_staff', 'Support Staff', 'Helps subscribers.', 50, FALSE, 'support_staff', 'all', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000008', 'type', 'reseller_admin', 'reseller_admin', 'Reseller Admin', 'Runs a reseller; sees the accounts below.', 20, TRUE, 'reseller_admin', 'subtree', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-000000000009', 'type', 'sub_reseller_admin', 'sub_reseller_admin', 'Sub-reseller Admin', 'Runs a sub-reseller; sees the accounts below.', 30, TRUE, 'sub_reseller_admin', 'subtree', FALSE, TRUE),
    ('7a1c0000-0000-4000-8000-00000000000a', 'type', 'field_staff', 'field_staff', 'Field Staff', 'Works at subscribers.', 60, FALSE, 'field_staff', 'subtree', FALSE, TRUE);

-- '*' stands for every permission that is known at the time.
INSERT INTO tenon_role_permission (role_id, permission)
    SELECT id, '*' FROM tenon_role WHERE is_builtin AND name_key IN ('admin', 'super_admin');
INSERT INTO tenon_role_permission (role_id, permission)
    SELECT r.id, p.permission FROM tenon_role r,
        (SELECT 'users.view_user' AS permission UNION SELECT 'users.add_user' UNION SELECT 'users.change_user' UNION SELECT 'users.assign_role') p
    WHERE r.kind = 'type' AND r.name_key IN ('reseller_admin', 'sub_reseller_admin');

CREATE TABLE tenon_role_assignment (
    id @id,
    user_id BIGINT NOT NULL REFERENCES tenon_user (id) ON DELETE CASCADE,
    role_id BIGINT NOT NULL REFERENCES tenon_role (id) ON DELETE CASCADE,
    is_primary BOOLEAN NOT NULL DEFAULT FALSE, -- The one that gives the account its rank and type
    assigned_by BIGINT REFERENCES tenon_user (id),
    assigned_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP, -- It grants nothing from that instant on
    reason TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX tenon_role_assignment__user_role ON tenon_role_assignment (user_id, role_id);
CREATE INDEX tenon_role_assignment__role ON tenon_role_assignment (role_id, expires_at);

INSERT INTO tenon_role_assignment (user_id, role_id, assigned_at, expires_at)
    SELECT a.user_id, a.role_id, u.created_at, a.expires_at FROM tenon_user_role a JOIN tenon_user u ON u.id = a.user_id;
DROP TABLE tenon_user_role;

UPDATE tenon_user SET role = 'Admin', user_type = 'super_admin' WHERE is_superuser;
UPDATE tenon_user SET role = 'Standard' WHERE NOT is_superuser;
INSERT INTO tenon_role_assignment (user_id, role_id, is_primary, assigned_at)
    SELECT u.id, r.id, TRUE, u.created_at FROM tenon_user u JOIN tenon_role r ON r.name = u.role AND r.kind = 'role';

CREATE TABLE tenon_permission_category (
    id @id,
    uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    display_name TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX tenon_permission_category__uuid ON tenon_permission_category (uuid);
CREATE UNIQUE INDEX tenon_permission_category__name ON tenon_permission_category (name_key);

-- What modules have declared, and what the deployer added.
CREATE TABLE tenon_permission (
    id @id,
    uuid TEXT NOT NULL,
    codename TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    module TEXT NOT NULL,
    category_id BIGINT REFERENCES tenon_permission_category (id) ON DELETE SET NULL,
    is_custom BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX tenon_permission__uuid ON tenon_permission (uuid);
CREATE UNIQUE INDEX tenon_permission__codename ON tenon_permission (codename);
CREATE INDEX tenon_permission__category ON tenon_permission (category_id);

CREATE TABLE tenon_group (
    id @id,
    uuid TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    description TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX tenon_group__uuid ON tenon_group (uuid);
CREATE UNIQUE INDEX tenon_group__name ON tenon_group (name_key);

CREATE TABLE tenon_group_permission (
    group_id BIGINT NOT NULL REFERENCES tenon_group (id) ON DELETE CASCADE,
    permission TEXT NOT NULL,
    PRIMARY KEY (group_id, permission)
);

CREATE TABLE tenon_group_member (
    group_id BIGINT NOT NULL REFERENCES tenon_group (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES tenon_user (id) ON DELETE CASCADE,
    PRIMARY KEY (group_id, user_id)
);
CREATE INDEX tenon_group_member__user ON tenon_group_member (user_id);

CREATE TABLE tenon_former_password (
    id @id,
    user_id BIGINT NOT NULL REFERENCES tenon_user (id) ON DELETE CASCADE,
    password_hash TEXT NOT NULL,
    replaced_at TIMESTAMP NOT NULL
);
CREATE INDEX tenon_former_password__user ON tenon_former_password (user_id, id);
