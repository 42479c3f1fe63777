-- What is known of the person behind an account and is not needed to decide what the account may do. user_id is that of the
-- account; a person without a row has told nothing.
CREATE TABLE identity_profile (
    user_id BIGINT PRIMARY KEY,
    first_name TEXT,
    last_name TEXT,
    mobile TEXT,
    employee_id TEXT,
    designation TEXT,
    department TEXT,
    district_id BIGINT,
    thana_id BIGINT,
    language TEXT,
    timezone TEXT,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX identity_profile__employee ON identity_profile (employee_id);

-- What a client keeps for an account, a JSON object; language and time zone stand in the profile.
CREATE TABLE identity_preferences (
    user_id BIGINT PRIMARY KEY,
    content TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);

-- The role that was given to the members of a group together.
CREATE TABLE identity_group_role (
    group_id BIGINT PRIMARY KEY,
    role_name TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
