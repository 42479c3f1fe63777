-- What lies on a box; its title stands in a column of another name.
CREATE TABLE things_lid (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    name TEXT NOT NULL,
    box_id BIGINT,
    over_id BIGINT,
    nailed_by TEXT,
    CONSTRAINT things_lid__uuid__unique UNIQUE (uuid),
    CONSTRAINT things_lid__name__unique UNIQUE (name),
    CONSTRAINT things_lid__box_id__fk FOREIGN KEY (box_id) REFERENCES things_box (id),
    CONSTRAINT things_lid__over_id__fk FOREIGN KEY (over_id) REFERENCES things_lid (id)
);
CREATE INDEX things_lid__box_id ON things_lid (box_id);
CREATE INDEX things_lid__over_id ON things_lid (over_id);
