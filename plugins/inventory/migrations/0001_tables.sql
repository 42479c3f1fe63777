-- Units are shared by all companies. Decimals are scaled integers: quantities by 6 digits, prices, costs and values by 4,
-- factors by 12.
CREATE TABLE inventory_unit_category (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    name TEXT NOT NULL,
    CONSTRAINT inventory_unit_category__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_unit_category__name__unique UNIQUE (name)
);

CREATE TABLE inventory_unit (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    category_id BIGINT NOT NULL,
    factor BIGINT NOT NULL,
    digits BIGINT NOT NULL,
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    CONSTRAINT inventory_unit__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_unit__code__unique UNIQUE (code),
    CONSTRAINT inventory_unit__category_id__fk FOREIGN KEY (category_id) REFERENCES inventory_unit_category (id)
);
CREATE INDEX inventory_unit__category_id ON inventory_unit (category_id);

CREATE TABLE inventory_category (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    parent_id BIGINT,
    name TEXT NOT NULL,
    code TEXT,
    description TEXT,
    stock_account_id BIGINT,
    cost_account_id BIGINT,
    variance_account_id BIGINT,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT inventory_category__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_category__name__unique UNIQUE (company_id, name),
    CONSTRAINT inventory_category__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT inventory_category__parent_id__fk FOREIGN KEY (parent_id) REFERENCES inventory_category (id)
);
CREATE INDEX inventory_category__parent_id ON inventory_category (parent_id);

CREATE TABLE inventory_product (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    category_id BIGINT,
    name TEXT NOT NULL,
    sku TEXT NOT NULL,
    type TEXT NOT NULL,
    unit TEXT NOT NULL,
    price BIGINT,
    cost BIGINT,
    costing TEXT NOT NULL,
    tracking TEXT NOT NULL,
    barcode TEXT,
    description TEXT,
    allow_negative_stock BOOLEAN NOT NULL,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT inventory_product__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_product__sku__unique UNIQUE (company_id, sku),
    CONSTRAINT inventory_product__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT inventory_product__category_id__fk FOREIGN KEY (category_id) REFERENCES inventory_category (id),
    CONSTRAINT inventory_product__unit__fk FOREIGN KEY (unit) REFERENCES inventory_unit (code)
);
CREATE INDEX inventory_product__category_id ON inventory_product (category_id);
CREATE INDEX inventory_product__name ON inventory_product (company_id, name);
CREATE INDEX inventory_product__barcode ON inventory_product (company_id, barcode);
CREATE INDEX inventory_product__unit ON inventory_product (unit);

CREATE TABLE inventory_warehouse (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    address TEXT,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT inventory_warehouse__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_warehouse__code__unique UNIQUE (company_id, code),
    CONSTRAINT inventory_warehouse__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id) ON DELETE CASCADE
);

-- Where goods can be. What is outside of the company (suppliers, customers, loss, production) is a location, too, so that
-- every movement has two ends and the levels of all locations sum to nothing.
CREATE TABLE inventory_location (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    warehouse_id BIGINT,
    parent_id BIGINT,
    name TEXT NOT NULL,
    code TEXT,
    type TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT inventory_location__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_location__code__unique UNIQUE (company_id, code),
    CONSTRAINT inventory_location__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id) ON DELETE CASCADE,
    CONSTRAINT inventory_location__warehouse_id__fk FOREIGN KEY (warehouse_id) REFERENCES inventory_warehouse (id),
    CONSTRAINT inventory_location__parent_id__fk FOREIGN KEY (parent_id) REFERENCES inventory_location (id)
);
CREATE INDEX inventory_location__warehouse_id ON inventory_location (warehouse_id, id);
CREATE INDEX inventory_location__parent_id ON inventory_location (parent_id);
CREATE INDEX inventory_location__type ON inventory_location (company_id, type, id);

CREATE TABLE inventory_lot (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    expires_on DATE,
    CONSTRAINT inventory_lot__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_lot__code__unique UNIQUE (product_id, code),
    CONSTRAINT inventory_lot__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT inventory_lot__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id)
);
CREATE INDEX inventory_lot__company_id ON inventory_lot (company_id, code);

-- The only truth about stock; what follows below is kept from it. Quantities are in the product's unit; `unit` and
-- `unit_quantity` are what was said. What was known at an instant is found by `reserved_at` and `ended_at` (done or
-- cancelled); `booked_value` is by how much it changed the value of the stock then, `booked_cost` what one unit cost
-- afterwards and `turn` its place among the changes of its product: these three never change.
CREATE TABLE inventory_movement (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    created_by BIGINT NOT NULL,
    company_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    from_location_id BIGINT NOT NULL,
    to_location_id BIGINT NOT NULL,
    lot_id BIGINT,
    quantity BIGINT NOT NULL,
    unit TEXT NOT NULL,
    unit_quantity BIGINT NOT NULL,
    unit_cost BIGINT,
    landed_cost BIGINT NOT NULL DEFAULT 0,
    value BIGINT,
    correction BIGINT NOT NULL DEFAULT 0,
    returned BIGINT NOT NULL DEFAULT 0,
    return_of_id BIGINT,
    exact_layer BOOLEAN NOT NULL DEFAULT FALSE,
    planned_date DATE NOT NULL,
    effective_date DATE,
    state TEXT NOT NULL,
    reserved_at TIMESTAMP,
    ended_at TIMESTAMP,
    turn BIGINT,
    booked_value BIGINT,
    booked_cost BIGINT,
    reference TEXT,
    source_model TEXT,
    source_id TEXT,
    entry_id BIGINT,
    CONSTRAINT inventory_movement__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_movement__state__check CHECK (state IN ('draft', 'assigned', 'done', 'cancelled')),
    CONSTRAINT inventory_movement__quantity__check CHECK (quantity > 0),
    CONSTRAINT inventory_movement__returned__check CHECK (returned >= 0 AND returned <= quantity),
    CONSTRAINT inventory_movement__ends__check CHECK (from_location_id <> to_location_id),
    CONSTRAINT inventory_movement__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT inventory_movement__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id),
    CONSTRAINT inventory_movement__from__fk FOREIGN KEY (from_location_id) REFERENCES inventory_location (id),
    CONSTRAINT inventory_movement__to__fk FOREIGN KEY (to_location_id) REFERENCES inventory_location (id),
    CONSTRAINT inventory_movement__lot_id__fk FOREIGN KEY (lot_id) REFERENCES inventory_lot (id),
    CONSTRAINT inventory_movement__return_of_id__fk FOREIGN KEY (return_of_id) REFERENCES inventory_movement (id)
);
CREATE INDEX inventory_movement__company_id ON inventory_movement (company_id, id);
CREATE INDEX inventory_movement__product_id ON inventory_movement (product_id, state, effective_date, id);
CREATE INDEX inventory_movement__from ON inventory_movement (from_location_id, product_id);
CREATE INDEX inventory_movement__to ON inventory_movement (to_location_id, product_id);
CREATE INDEX inventory_movement__lot_id ON inventory_movement (lot_id);
CREATE INDEX inventory_movement__return_of_id ON inventory_movement (return_of_id);
CREATE INDEX inventory_movement__waiting ON inventory_movement (company_id, planned_date, id) WHERE state = 'draft';
CREATE INDEX inventory_movement__turn ON inventory_movement (product_id, turn) WHERE turn IS NOT NULL;
CREATE INDEX inventory_movement__source ON inventory_movement (source_model, source_id);

-- Sums of the movements that are done: now, and what changed on each day. lot_id is 0 for goods without one.
CREATE TABLE inventory_level (
    id @id,
    company_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    lot_id BIGINT NOT NULL,
    on_hand BIGINT NOT NULL,
    reserved BIGINT NOT NULL DEFAULT 0,
    last_date DATE,
    CONSTRAINT inventory_level__key UNIQUE (product_id, location_id, lot_id),
    CONSTRAINT inventory_level__reserved__check CHECK (reserved >= 0),
    CONSTRAINT inventory_level__location_id__fk FOREIGN KEY (location_id) REFERENCES inventory_location (id),
    CONSTRAINT inventory_level__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id)
);
CREATE INDEX inventory_level__company_id ON inventory_level (company_id, id);
CREATE INDEX inventory_level__location_id ON inventory_level (location_id);

CREATE TABLE inventory_daily_change (
    product_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    lot_id BIGINT NOT NULL,
    date DATE NOT NULL,
    change BIGINT NOT NULL,
    CONSTRAINT inventory_daily_change__key PRIMARY KEY (product_id, location_id, lot_id, date)
);

-- What a company has of a product and what that is worth. The row of a product is locked by whoever moves it. account_id is
-- the stock account that holds the value, where the company keeps it in its books.
CREATE TABLE inventory_holding (
    product_id BIGINT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    value BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    account_id BIGINT,
    CONSTRAINT inventory_holding__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id)
);
CREATE INDEX inventory_holding__company_id ON inventory_holding (company_id, product_id);

-- Changes of a product's value that are no movements: another price of what was received, another fixed cost.
CREATE TABLE inventory_revaluation (
    id @id,
    company_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    turn BIGINT NOT NULL,
    at TIMESTAMP NOT NULL,
    date DATE NOT NULL,
    difference BIGINT NOT NULL,
    cost BIGINT NOT NULL,
    CONSTRAINT inventory_revaluation__turn__unique UNIQUE (product_id, turn),
    CONSTRAINT inventory_revaluation__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id)
);
CREATE INDEX inventory_revaluation__company_id ON inventory_revaluation (company_id, product_id);

-- What is left of each receipt of a product that is valued first in, first out.
CREATE TABLE inventory_layer (
    movement_id BIGINT PRIMARY KEY,
    product_id BIGINT NOT NULL,
    date DATE NOT NULL,
    quantity BIGINT NOT NULL,
    value BIGINT NOT NULL,
    CONSTRAINT inventory_layer__movement_id__fk FOREIGN KEY (movement_id) REFERENCES inventory_movement (id)
);
CREATE INDEX inventory_layer__open ON inventory_layer (product_id, date, movement_id) WHERE quantity > 0;

-- Up to closed_until nothing moves any more; corrections worth more than adjustment_limit need two persons. What is done
-- from now on is done later than settled_at: who was told the state of that instant is told the same for ever.
CREATE TABLE inventory_book (
    company_id BIGINT PRIMARY KEY,
    closed_until DATE,
    adjustment_limit BIGINT,
    settled_at TIMESTAMP,
    CONSTRAINT inventory_book__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);

CREATE TABLE inventory_count (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    created_by BIGINT NOT NULL,
    company_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    date DATE NOT NULL,
    state TEXT NOT NULL,
    reference TEXT,
    CONSTRAINT inventory_count__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_count__state__check CHECK (state IN ('draft', 'counting', 'done', 'cancelled')),
    CONSTRAINT inventory_count__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT inventory_count__location_id__fk FOREIGN KEY (location_id) REFERENCES inventory_location (id)
);
CREATE INDEX inventory_count__company_id ON inventory_count (company_id, id);
CREATE INDEX inventory_count__location_id ON inventory_count (location_id);

CREATE TABLE inventory_count_line (
    id @id,
    count_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    lot_id BIGINT NOT NULL,
    expected BIGINT NOT NULL,
    counted BIGINT,
    movement_id BIGINT,
    CONSTRAINT inventory_count_line__key UNIQUE (count_id, product_id, lot_id),
    CONSTRAINT inventory_count_line__count_id__fk FOREIGN KEY (count_id) REFERENCES inventory_count (id),
    CONSTRAINT inventory_count_line__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id),
    CONSTRAINT inventory_count_line__movement_id__fk FOREIGN KEY (movement_id) REFERENCES inventory_movement (id)
);
CREATE INDEX inventory_count_line__product_id ON inventory_count_line (product_id);
CREATE INDEX inventory_count_line__movement_id ON inventory_count_line (movement_id);

CREATE TABLE inventory_reorder_rule (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    location_id BIGINT NOT NULL,
    minimum BIGINT NOT NULL,
    maximum BIGINT NOT NULL,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT inventory_reorder_rule__uuid__unique UNIQUE (uuid),
    CONSTRAINT inventory_reorder_rule__product_id__unique UNIQUE (product_id, location_id),
    CONSTRAINT inventory_reorder_rule__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT inventory_reorder_rule__product_id__fk FOREIGN KEY (product_id) REFERENCES inventory_product (id),
    CONSTRAINT inventory_reorder_rule__location_id__fk FOREIGN KEY (location_id) REFERENCES inventory_location (id)
);
CREATE INDEX inventory_reorder_rule__company_id ON inventory_reorder_rule (company_id, id);
CREATE INDEX inventory_reorder_rule__location_id ON inventory_reorder_rule (location_id);
