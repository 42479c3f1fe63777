-- How far a role reaches for an account it is given to. NULL: as far as the role says.
ALTER TABLE tenon_role_assignment ADD COLUMN scope TEXT;

-- The companies, branches… of an assignment with the scope 'organisation'.
CREATE TABLE tenon_role_place (
    assignment_id BIGINT NOT NULL REFERENCES tenon_role_assignment (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    place_id BIGINT NOT NULL,
    PRIMARY KEY (assignment_id, kind, place_id)
);
CREATE INDEX tenon_role_place__place ON tenon_role_place (kind, place_id);
