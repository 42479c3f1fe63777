-- due_on: a tax that is due on payment waits on transition_account_id until what it belongs to is paid.
CREATE TABLE accounting_tax (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    scope TEXT NOT NULL,
    rate BIGINT NOT NULL,
    price_included BOOLEAN NOT NULL,
    include_in_next_base BOOLEAN NOT NULL,
    sequence BIGINT NOT NULL,
    deductible_percent BIGINT NOT NULL,
    account_id BIGINT,
    refund_account_id BIGINT,
    due_on TEXT NOT NULL,
    transition_account_id BIGINT,
    members TEXT,
    valid_from DATE,
    valid_to DATE,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT accounting_tax__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_tax__code__unique UNIQUE (company_id, code),
    CONSTRAINT accounting_tax__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_tax__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id),
    CONSTRAINT accounting_tax__refund_account_id__fk FOREIGN KEY (refund_account_id) REFERENCES accounting_account (id),
    CONSTRAINT accounting_tax__due_on__check CHECK (due_on IN ('invoice', 'payment')),
    CONSTRAINT accounting_tax__transition_account_id__fk FOREIGN KEY (transition_account_id)
        REFERENCES accounting_account (id)
);
CREATE INDEX accounting_tax__transition_account_id ON accounting_tax (transition_account_id);
CREATE INDEX accounting_tax__account_id ON accounting_tax (account_id);
CREATE INDEX accounting_tax__refund_account_id ON accounting_tax (refund_account_id);

-- Which taxes apply to some parties instead of the usual ones; lines: [{"tax": id, "taxes": [ids]}].
CREATE TABLE accounting_tax_rule (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    lines TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT accounting_tax_rule__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_tax_rule__name__unique UNIQUE (company_id, name),
    CONSTRAINT accounting_tax_rule__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);

CREATE TABLE accounting_payment_term (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    lines TEXT NOT NULL,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT accounting_payment_term__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_payment_term__name__unique UNIQUE (company_id, name),
    CONSTRAINT accounting_payment_term__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);

-- What accounting knows of a party beside what parties knows.
CREATE TABLE accounting_party (
    company_id BIGINT NOT NULL,
    party_id BIGINT NOT NULL,
    payment_term_id BIGINT,
    tax_rule_id BIGINT,
    credit_limit BIGINT,
    receivable_account_id BIGINT,
    payable_account_id BIGINT,
    CONSTRAINT accounting_party__pk PRIMARY KEY (company_id, party_id),
    CONSTRAINT accounting_party__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id),
    CONSTRAINT accounting_party__payment_term_id__fk FOREIGN KEY (payment_term_id) REFERENCES accounting_payment_term (id),
    CONSTRAINT accounting_party__tax_rule_id__fk FOREIGN KEY (tax_rule_id) REFERENCES accounting_tax_rule (id),
    CONSTRAINT accounting_party__receivable_account_id__fk FOREIGN KEY (receivable_account_id)
        REFERENCES accounting_account (id),
    CONSTRAINT accounting_party__payable_account_id__fk FOREIGN KEY (payable_account_id)
        REFERENCES accounting_account (id)
);

CREATE INDEX accounting_party__party_id ON accounting_party (party_id);
CREATE INDEX accounting_party__tax_rule_id ON accounting_party (tax_rule_id);
CREATE INDEX accounting_party__payment_term_id ON accounting_party (payment_term_id);
CREATE INDEX accounting_party__receivable_account_id ON accounting_party (receivable_account_id);
CREATE INDEX accounting_party__payable_account_id ON accounting_party (payable_account_id);

-- Amounts are of the invoice's currency; cash_rounding is part of the total, by the rule of cash_step and cash_method. control_account_id is the receivable or payable
-- account that it is posted to. The last columns wait for electronic invoices.
CREATE TABLE accounting_invoice (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    number TEXT,
    reference TEXT NOT NULL,
    description TEXT NOT NULL,
    party_id BIGINT,
    invoice_date DATE NOT NULL,
    accounting_date DATE,
    due_date DATE,
    payment_term_id BIGINT,
    currency TEXT NOT NULL,
    rate BIGINT,
    discount BIGINT NOT NULL,
    discount_on TEXT NOT NULL,
    cash_step BIGINT NOT NULL,
    cash_method TEXT NOT NULL,
    cash_rounding BIGINT NOT NULL,
    untaxed BIGINT NOT NULL,
    tax BIGINT NOT NULL,
    total BIGINT NOT NULL,
    entry_id BIGINT,
    control_account_id BIGINT,
    credit_of_id BIGINT,
    cancelled_by_id BIGINT,
    created_by BIGINT NOT NULL,
    einvoice_uuid TEXT,
    einvoice_hash TEXT,
    einvoice_previous_hash TEXT,
    einvoice_qr TEXT,
    CONSTRAINT accounting_invoice__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_invoice__number__unique UNIQUE (company_id, type, number),
    CONSTRAINT accounting_invoice__entry_id__unique UNIQUE (entry_id),
    CONSTRAINT accounting_invoice__type__check CHECK (type IN ('out', 'in')),
    CONSTRAINT accounting_invoice__kind__check CHECK (kind IN ('invoice', 'credit_note')),
    CONSTRAINT accounting_invoice__state__check CHECK (state IN ('draft', 'validated', 'posted', 'paid', 'cancelled')),
    CONSTRAINT accounting_invoice__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_invoice__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id),
    CONSTRAINT accounting_invoice__entry_id__fk FOREIGN KEY (entry_id) REFERENCES accounting_entry (id),
    CONSTRAINT accounting_invoice__credit_of_id__fk FOREIGN KEY (credit_of_id) REFERENCES accounting_invoice (id)
);
CREATE INDEX accounting_invoice__dates ON accounting_invoice (company_id, invoice_date, id);
CREATE INDEX accounting_invoice__party_id ON accounting_invoice (party_id);
CREATE INDEX accounting_invoice__payment_term_id ON accounting_invoice (payment_term_id)
    WHERE payment_term_id IS NOT NULL;
CREATE INDEX accounting_invoice__credit_of_id ON accounting_invoice (credit_of_id);

-- taxes: what applied, with the rates of the tax date (JSON), so that a later change of a tax changes no document.
CREATE TABLE accounting_invoice_line (
    id @id,
    invoice_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    description TEXT NOT NULL,
    product_id BIGINT,
    account_id BIGINT,
    quantity BIGINT NOT NULL,
    unit_price BIGINT NOT NULL,
    discount_percent BIGINT NOT NULL,
    taxes TEXT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT accounting_invoice_line__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id)
        ON DELETE CASCADE
);
CREATE INDEX accounting_invoice_line__invoice_id ON accounting_invoice_line (invoice_id, position);
CREATE INDEX accounting_invoice_line__account_id ON accounting_invoice_line (account_id) WHERE account_id IS NOT NULL;

CREATE TABLE accounting_invoice_tax (
    id @id,
    invoice_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    tax_id BIGINT,
    name TEXT NOT NULL,
    rate BIGINT NOT NULL,
    account_id BIGINT,
    is_due_on_payment BOOLEAN NOT NULL,
    transition_account_id BIGINT,
    base BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT accounting_invoice_tax__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id)
        ON DELETE CASCADE
);
CREATE INDEX accounting_invoice_tax__invoice_id ON accounting_invoice_tax (invoice_id, position);
CREATE INDEX accounting_invoice_tax__tax_id ON accounting_invoice_tax (tax_id);
CREATE INDEX accounting_invoice_tax__account_id ON accounting_invoice_tax (account_id);
CREATE INDEX accounting_invoice_tax__transition_account_id ON accounting_invoice_tax (transition_account_id)
    WHERE transition_account_id IS NOT NULL;

-- A tax of a posted invoice that is due with its payments, in company currency, debits positive. moved and moved_base are
-- what payments have brought from the transition account to the account so far.
CREATE TABLE accounting_pending_tax (
    id @id,
    invoice_id BIGINT NOT NULL,
    tax_id BIGINT,
    transition_account_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    base BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    moved_base BIGINT NOT NULL,
    moved BIGINT NOT NULL,
    CONSTRAINT accounting_pending_tax__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id),
    CONSTRAINT accounting_pending_tax__transition_account_id__fk FOREIGN KEY (transition_account_id)
        REFERENCES accounting_account (id),
    CONSTRAINT accounting_pending_tax__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id)
);
CREATE INDEX accounting_pending_tax__invoice_id ON accounting_pending_tax (invoice_id);
CREATE INDEX accounting_pending_tax__transition_account_id ON accounting_pending_tax (transition_account_id);
CREATE INDEX accounting_pending_tax__account_id ON accounting_pending_tax (account_id);

CREATE TABLE accounting_payment (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    type TEXT NOT NULL,
    state TEXT NOT NULL,
    party_id BIGINT NOT NULL,
    journal_id BIGINT NOT NULL,
    invoice_id BIGINT,
    date DATE NOT NULL,
    currency TEXT NOT NULL,
    amount BIGINT NOT NULL,
    mode TEXT NOT NULL,
    reference TEXT NOT NULL,
    external_reference TEXT,
    number TEXT,
    entry_id BIGINT,
    created_by BIGINT NOT NULL,
    approved_by BIGINT,
    CONSTRAINT accounting_payment__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_payment__external_reference__unique UNIQUE (company_id, journal_id, external_reference),
    CONSTRAINT accounting_payment__entry_id__unique UNIQUE (entry_id),
    CONSTRAINT accounting_payment__type__check CHECK (type IN ('in', 'out')),
    CONSTRAINT accounting_payment__state__check
        CHECK (state IN ('draft', 'approved', 'processing', 'succeeded', 'failed', 'refunded')),
    CONSTRAINT accounting_payment__amount__check CHECK (amount > 0),
    CONSTRAINT accounting_payment__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_payment__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id),
    CONSTRAINT accounting_payment__journal_id__fk FOREIGN KEY (journal_id) REFERENCES accounting_journal (id),
    CONSTRAINT accounting_payment__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id),
    CONSTRAINT accounting_payment__entry_id__fk FOREIGN KEY (entry_id) REFERENCES accounting_entry (id)
);
CREATE INDEX accounting_payment__dates ON accounting_payment (company_id, date, id);
CREATE INDEX accounting_payment__invoice_id ON accounting_payment (invoice_id);
CREATE INDEX accounting_payment__party_id ON accounting_payment (party_id);

-- Which invoices a payment without one of its own is meant for; without such rows the oldest are settled first.
CREATE TABLE accounting_payment_share (
    payment_id BIGINT NOT NULL,
    invoice_id BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    CONSTRAINT accounting_payment_share__pk PRIMARY KEY (payment_id, invoice_id),
    CONSTRAINT accounting_payment_share__amount__check CHECK (amount > 0),
    CONSTRAINT accounting_payment_share__payment_id__fk FOREIGN KEY (payment_id) REFERENCES accounting_payment (id)
        ON DELETE CASCADE,
    CONSTRAINT accounting_payment_share__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id)
);
CREATE INDEX accounting_payment_share__invoice_id ON accounting_payment_share (invoice_id);

CREATE TABLE accounting_statement (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    journal_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    date DATE NOT NULL,
    opening BIGINT NOT NULL,
    closing BIGINT NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT accounting_statement__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_statement__name__unique UNIQUE (company_id, journal_id, name),
    CONSTRAINT accounting_statement__state__check CHECK (state IN ('draft', 'posted')),
    CONSTRAINT accounting_statement__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_statement__journal_id__fk FOREIGN KEY (journal_id) REFERENCES accounting_journal (id)
);
CREATE INDEX accounting_statement__dates ON accounting_statement (company_id, journal_id, date, id);

-- amount: positive what came in. A line is booked once, to an invoice or to an account.
CREATE TABLE accounting_statement_line (
    id @id,
    statement_id BIGINT NOT NULL,
    position BIGINT NOT NULL,
    date DATE NOT NULL,
    amount BIGINT NOT NULL,
    description TEXT NOT NULL,
    party_id BIGINT,
    invoice_id BIGINT,
    account_id BIGINT,
    entry_id BIGINT,
    CONSTRAINT accounting_statement_line__statement_id__fk FOREIGN KEY (statement_id) REFERENCES accounting_statement (id)
        ON DELETE CASCADE,
    CONSTRAINT accounting_statement_line__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id),
    CONSTRAINT accounting_statement_line__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id),
    CONSTRAINT accounting_statement_line__entry_id__fk FOREIGN KEY (entry_id) REFERENCES accounting_entry (id)
);
CREATE INDEX accounting_statement_line__statement_id ON accounting_statement_line (statement_id, position);
CREATE INDEX accounting_statement_line__party_id ON accounting_statement_line (party_id);
CREATE INDEX accounting_statement_line__invoice_id ON accounting_statement_line (invoice_id);
CREATE INDEX accounting_statement_line__account_id ON accounting_statement_line (account_id) WHERE account_id IS NOT NULL;
