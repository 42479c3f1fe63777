-- What was planned, as it was planned: a row for what is put down, one below zero for what is carried out, given up or
-- forgotten. Rows never change, so sums up to an instant are what was known then. The movement itself may be forgotten.
CREATE TABLE inventory_planned_change (
    id @id,
    company_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    from_location_id BIGINT NOT NULL,
    to_location_id BIGINT NOT NULL,
    date DATE NOT NULL,
    at TIMESTAMP NOT NULL,
    change BIGINT NOT NULL,
    CONSTRAINT inventory_planned_change__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id)
        ON DELETE CASCADE
);
CREATE INDEX inventory_planned_change__product_id ON inventory_planned_change (product_id, at);
CREATE INDEX inventory_planned_change__company_id ON inventory_planned_change (company_id);
INSERT INTO inventory_planned_change (company_id, product_id, from_location_id, to_location_id, date, at, change)
    SELECT company_id, product_id, from_location_id, to_location_id, planned_date, created_at, quantity
    FROM inventory_movement WHERE state IN ('draft', 'assigned') ORDER BY id;
