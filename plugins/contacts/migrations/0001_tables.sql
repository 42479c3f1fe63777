-- What is done so that leads come.
CREATE TABLE contacts_campaign (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    owner_id BIGINT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    starts_on DATE,
    ends_on DATE,
    budget BIGINT,
    notes TEXT,
    CONSTRAINT contacts_campaign__uuid__unique UNIQUE (uuid),
    CONSTRAINT contacts_campaign__state__check CHECK (state IN ('draft', 'running', 'finished', 'cancelled')),
    CONSTRAINT contacts_campaign__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);
CREATE INDEX contacts_campaign__company_id ON contacts_campaign (company_id, name);

-- Somebody who may become a customer. party_id and opportunity_id are there once the lead is converted.
CREATE TABLE contacts_lead (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    owner_id BIGINT,
    name TEXT NOT NULL,
    company_name TEXT,
    email TEXT,
    phone TEXT,
    source TEXT,
    status TEXT NOT NULL,
    estimated_value BIGINT,
    notes TEXT,
    lost_reason TEXT,
    campaign_id BIGINT,
    party_id BIGINT,
    opportunity_id BIGINT,
    CONSTRAINT contacts_lead__uuid__unique UNIQUE (uuid),
    CONSTRAINT contacts_lead__status__check CHECK (status IN ('new', 'contacted', 'qualified', 'converted', 'lost')),
    CONSTRAINT contacts_lead__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT contacts_lead__campaign_id__fk FOREIGN KEY (campaign_id) REFERENCES contacts_campaign (id),
    CONSTRAINT contacts_lead__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id)
);
CREATE INDEX contacts_lead__company_id ON contacts_lead (company_id, name);
CREATE INDEX contacts_lead__status ON contacts_lead (status);
CREATE INDEX contacts_lead__campaign_id ON contacts_lead (campaign_id);
CREATE INDEX contacts_lead__party_id ON contacts_lead (party_id);
CREATE INDEX contacts_lead__owner_id ON contacts_lead (owner_id);

-- A sale that may come about.
CREATE TABLE contacts_opportunity (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    owner_id BIGINT,
    name TEXT NOT NULL,
    party_id BIGINT NOT NULL,
    lead_id BIGINT,
    campaign_id BIGINT,
    stage TEXT NOT NULL,
    state TEXT NOT NULL,
    probability BIGINT NOT NULL,
    expected_revenue BIGINT,
    expected_close DATE,
    closed_at TIMESTAMP,
    lost_reason TEXT,
    quote TEXT,
    notes TEXT,
    CONSTRAINT contacts_opportunity__uuid__unique UNIQUE (uuid),
    CONSTRAINT contacts_opportunity__lead_id__unique UNIQUE (lead_id),
    CONSTRAINT contacts_opportunity__state__check CHECK (state IN ('open', 'won', 'lost')),
    CONSTRAINT contacts_opportunity__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT contacts_opportunity__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id),
    CONSTRAINT contacts_opportunity__lead_id__fk FOREIGN KEY (lead_id) REFERENCES contacts_lead (id),
    CONSTRAINT contacts_opportunity__campaign_id__fk FOREIGN KEY (campaign_id) REFERENCES contacts_campaign (id)
);
CREATE INDEX contacts_opportunity__company_id ON contacts_opportunity (company_id, name);
CREATE INDEX contacts_opportunity__party_id ON contacts_opportunity (party_id);
CREATE INDEX contacts_opportunity__campaign_id ON contacts_opportunity (campaign_id);
CREATE INDEX contacts_opportunity__state ON contacts_opportunity (state);
CREATE INDEX contacts_opportunity__owner_id ON contacts_opportunity (owner_id);
