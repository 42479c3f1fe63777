-- Whoever a company deals with. Without company_id a party is shared by all companies. phone_key is the end of the telephone
-- number by which duplicates are found; merged_into leads to the party that took this one's place.
CREATE TABLE parties_party (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    created_by BIGINT NOT NULL,
    company_id BIGINT,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    first_name TEXT,
    last_name TEXT,
    code TEXT,
    is_customer BOOLEAN NOT NULL,
    is_supplier BOOLEAN NOT NULL,
    is_employee BOOLEAN NOT NULL,
    is_subscriber BOOLEAN NOT NULL,
    tax_id TEXT,
    national_id TEXT,
    passport_number TEXT,
    nationality TEXT,
    gender TEXT,
    birth_date DATE,
    birth_place TEXT,
    email TEXT,
    phone TEXT,
    phone_key TEXT,
    website TEXT,
    language TEXT,
    company_name TEXT,
    contact_type TEXT,
    notes TEXT,
    is_active BOOLEAN NOT NULL,
    merged_into BIGINT,
    CONSTRAINT parties_party__uuid__unique UNIQUE (uuid),
    CONSTRAINT parties_party__kind__check CHECK (kind IN ('person', 'organization')),
    CONSTRAINT parties_party__merged_into__fk FOREIGN KEY (merged_into) REFERENCES parties_party (id)
);
CREATE UNIQUE INDEX parties_party__code ON parties_party (coalesce(company_id, 0), code) WHERE merged_into IS NULL;
CREATE UNIQUE INDEX parties_party__passport ON parties_party (coalesce(company_id, 0), passport_number, nationality)
    WHERE merged_into IS NULL;
CREATE INDEX parties_party__company_id ON parties_party (company_id, name);
CREATE INDEX parties_party__name ON parties_party (name);
CREATE INDEX parties_party__tax_id ON parties_party (tax_id);
CREATE INDEX parties_party__national_id ON parties_party (national_id);
CREATE INDEX parties_party__passport_number ON parties_party (passport_number);
CREATE INDEX parties_party__phone_key ON parties_party (phone_key);
CREATE INDEX parties_party__email ON parties_party (email);
CREATE INDEX parties_party__merged_into ON parties_party (merged_into);
CREATE INDEX parties_party__created_by ON parties_party (created_by);

CREATE TABLE parties_address (
    id @id,
    party_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    street TEXT,
    city TEXT,
    region TEXT,
    postal_code TEXT,
    country TEXT,
    district_id BIGINT,
    thana_id BIGINT,
    CONSTRAINT parties_address__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id)
);
CREATE INDEX parties_address__party_id ON parties_address (party_id, id);

CREATE TABLE parties_contact_method (
    id @id,
    party_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    label TEXT,
    CONSTRAINT parties_contact_method__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id)
);
CREATE INDEX parties_contact_method__party_id ON parties_contact_method (party_id, id);
