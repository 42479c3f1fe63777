-- Currencies of ISO 4217. What comes with the module is filled in by 0002, which relies on the initial values.
CREATE TABLE organisation_currency (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    updated_at TIMESTAMP NOT NULL DEFAULT '2026-01-01T00:00:00.000000Z',
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    numeric_code TEXT,
    digits BIGINT NOT NULL,
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    CONSTRAINT organisation_currency__uuid__unique UNIQUE (uuid),
    CONSTRAINT organisation_currency__code__unique UNIQUE (code)
);

-- A company and an organisation are the same thing under the names of two documents. Shares and rates are percentages with
-- two and four decimals; billing_settings and sync_settings are JSON objects that hold every setting.
CREATE TABLE organisation_company (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    parent_id BIGINT,
    name TEXT NOT NULL,
    code TEXT NOT NULL,
    organization_type TEXT,
    business_license TEXT,
    tax_id TEXT,
    address TEXT,
    country TEXT,
    email TEXT,
    phone TEXT,
    website TEXT,
    currency TEXT NOT NULL,
    timezone TEXT NOT NULL,
    language TEXT NOT NULL,
    fiscal_year_start_month BIGINT NOT NULL,
    tax_rounding TEXT NOT NULL,
    allow_negative_stock BOOLEAN NOT NULL,
    stock_accounting TEXT NOT NULL,
    numbering_strict BOOLEAN NOT NULL,
    revenue_sharing_enabled BOOLEAN NOT NULL,
    default_reseller_share BIGINT,
    default_sub_reseller_share BIGINT,
    default_ktl_share_with_sub BIGINT,
    default_reseller_share_with_sub BIGINT,
    vat_rate BIGINT,
    tax_rate BIGINT,
    customer_id_prefix TEXT NOT NULL,
    auto_approval_enabled BOOLEAN NOT NULL,
    billing_settings TEXT NOT NULL,
    sync_settings TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    has_transactions BOOLEAN NOT NULL,
    CONSTRAINT organisation_company__uuid__unique UNIQUE (uuid),
    CONSTRAINT organisation_company__code__unique UNIQUE (code),
    CONSTRAINT organisation_company__parent_id__fk FOREIGN KEY (parent_id) REFERENCES organisation_company (id),
    CONSTRAINT organisation_company__currency__fk FOREIGN KEY (currency) REFERENCES organisation_currency (code)
);
CREATE INDEX organisation_company__parent_id ON organisation_company (parent_id);
CREATE INDEX organisation_company__currency ON organisation_company (currency);

CREATE TABLE organisation_branch (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    parent_id BIGINT,
    name TEXT NOT NULL,
    code TEXT,
    address TEXT,
    phone TEXT,
    email TEXT,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT organisation_branch__uuid__unique UNIQUE (uuid),
    CONSTRAINT organisation_branch__code__unique UNIQUE (company_id, code),
    CONSTRAINT organisation_branch__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT organisation_branch__parent_id__fk FOREIGN KEY (parent_id) REFERENCES organisation_branch (id)
);
CREATE INDEX organisation_branch__parent_id ON organisation_branch (parent_id);

CREATE TABLE organisation_department (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    branch_id BIGINT,
    parent_id BIGINT,
    manager_id BIGINT,
    name TEXT NOT NULL,
    code TEXT,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT organisation_department__uuid__unique UNIQUE (uuid),
    CONSTRAINT organisation_department__code__unique UNIQUE (company_id, code),
    CONSTRAINT organisation_department__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT organisation_department__branch_id__fk FOREIGN KEY (branch_id) REFERENCES organisation_branch (id),
    CONSTRAINT organisation_department__parent_id__fk FOREIGN KEY (parent_id) REFERENCES organisation_department (id)
);
CREATE INDEX organisation_department__branch_id ON organisation_department (branch_id);
CREATE INDEX organisation_department__parent_id ON organisation_department (parent_id);

-- The last number given of each series. last_date is that of the latest document, so that numbers follow dates.
CREATE TABLE organisation_sequence (
    company_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    period TEXT NOT NULL,
    last_number BIGINT NOT NULL,
    last_date DATE NOT NULL,
    CONSTRAINT organisation_sequence__key PRIMARY KEY (company_id, kind, period),
    CONSTRAINT organisation_sequence__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);

-- The company in which an account acts when it names none.
CREATE TABLE organisation_choice (
    user_id BIGINT PRIMARY KEY,
    company_id BIGINT NOT NULL,
    CONSTRAINT organisation_choice__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);
CREATE INDEX organisation_choice__company_id ON organisation_choice (company_id);
