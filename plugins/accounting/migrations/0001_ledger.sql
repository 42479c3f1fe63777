-- Amounts are whole numbers of the smallest unit of the company's currency (amount_currency: of the line's currency).
-- What belongs to a company says so in company_id.

-- The books of a company. Its row is locked by whatever posts, so that postings of a company come one after the other:
-- posted_at only ever grows, and a report as of an instant that has passed never changes. dunning_days: days overdue from
-- which on a reminder has the next level, in JSON.
CREATE TABLE accounting_book (
    company_id BIGINT NOT NULL,
    chart TEXT NOT NULL,
    version BIGINT NOT NULL,
    posted_at TIMESTAMP NOT NULL,
    lock_date DATE,
    hard_lock_date DATE,
    write_off_limit BIGINT,
    payment_approval_limit BIGINT,
    dunning_days TEXT,
    CONSTRAINT accounting_book__pk PRIMARY KEY (company_id),
    CONSTRAINT accounting_book__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);

CREATE TABLE accounting_account (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    subtype TEXT NOT NULL,
    parent_id BIGINT,
    is_group BOOLEAN NOT NULL,
    party_required BOOLEAN NOT NULL,
    reconcile BOOLEAN NOT NULL,
    currency TEXT,
    description TEXT,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT accounting_account__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_account__code__unique UNIQUE (company_id, code),
    CONSTRAINT accounting_account__type__check CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense')),
    CONSTRAINT accounting_account__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_account__parent_id__fk FOREIGN KEY (parent_id) REFERENCES accounting_account (id)
);
CREATE INDEX accounting_account__parent_id ON accounting_account (parent_id);

-- What an account was called from an instant on: reports as of an instant show the chart as it was.
CREATE TABLE accounting_account_history (
    id @id,
    account_id BIGINT NOT NULL,
    company_id BIGINT NOT NULL,
    since TIMESTAMP NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    subtype TEXT NOT NULL,
    parent_id BIGINT,
    is_group BOOLEAN NOT NULL,
    CONSTRAINT accounting_account_history__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id)
        ON DELETE CASCADE
);
CREATE INDEX accounting_account_history__account_id ON accounting_account_history (account_id, since);
CREATE INDEX accounting_account_history__company_id ON accounting_account_history (company_id, since);

-- Which account an event posts to: "receivable", "income", "output_tax", …
CREATE TABLE accounting_default (
    company_id BIGINT NOT NULL,
    purpose TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    CONSTRAINT accounting_default__pk PRIMARY KEY (company_id, purpose),
    CONSTRAINT accounting_default__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id)
);
CREATE INDEX accounting_default__account_id ON accounting_default (account_id);

CREATE TABLE accounting_journal (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    account_id BIGINT,
    is_active BOOLEAN NOT NULL,
    CONSTRAINT accounting_journal__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_journal__code__unique UNIQUE (company_id, code),
    CONSTRAINT accounting_journal__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_journal__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id)
);
CREATE INDEX accounting_journal__account_id ON accounting_journal (account_id);

-- open: postings are taken; closed: not now; locked: never again.
CREATE TABLE accounting_fiscal_year (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    state TEXT NOT NULL,
    closing_entry_id BIGINT,
    CONSTRAINT accounting_fiscal_year__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_fiscal_year__name__unique UNIQUE (company_id, name),
    CONSTRAINT accounting_fiscal_year__start_date__unique UNIQUE (company_id, start_date),
    CONSTRAINT accounting_fiscal_year__state__check CHECK (state IN ('open', 'closed', 'locked')),
    CONSTRAINT accounting_fiscal_year__dates__check CHECK (start_date <= end_date),
    CONSTRAINT accounting_fiscal_year__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);

CREATE TABLE accounting_period (
    id @id,
    company_id BIGINT NOT NULL,
    fiscal_year_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    start_date DATE NOT NULL,
    end_date DATE NOT NULL,
    state TEXT NOT NULL,
    CONSTRAINT accounting_period__name__unique UNIQUE (fiscal_year_id, name),
    CONSTRAINT accounting_period__type__check CHECK (type IN ('standard', 'adjustment')),
    CONSTRAINT accounting_period__state__check CHECK (state IN ('open', 'closed', 'locked')),
    CONSTRAINT accounting_period__fiscal_year_id__fk FOREIGN KEY (fiscal_year_id) REFERENCES accounting_fiscal_year (id)
);
CREATE INDEX accounting_period__dates ON accounting_period (company_id, start_date);

-- A posted entry never changes, but for its description and reference, and for reversed_by_id.
CREATE TABLE accounting_entry (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    journal_id BIGINT NOT NULL,
    period_id BIGINT,
    fiscal_year_id BIGINT,
    number TEXT,
    date DATE NOT NULL,
    description TEXT NOT NULL,
    reference TEXT NOT NULL,
    state TEXT NOT NULL,
    is_closing BOOLEAN NOT NULL,
    source_model TEXT,
    source_id TEXT,
    reversal_of_id BIGINT,
    reversed_by_id BIGINT,
    created_by BIGINT NOT NULL,
    posted_by BIGINT,
    posted_at TIMESTAMP,
    CONSTRAINT accounting_entry__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_entry__number__unique UNIQUE (company_id, number),
    CONSTRAINT accounting_entry__source__unique UNIQUE (company_id, source_model, source_id),
    CONSTRAINT accounting_entry__reversal_of_id__unique UNIQUE (reversal_of_id),
    CONSTRAINT accounting_entry__state__check CHECK (state IN ('draft', 'posted')),
    CONSTRAINT accounting_entry__posted__check CHECK ((state = 'posted') = (number IS NOT NULL AND posted_at IS NOT NULL)),
    CONSTRAINT accounting_entry__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id),
    CONSTRAINT accounting_entry__journal_id__fk FOREIGN KEY (journal_id) REFERENCES accounting_journal (id),
    CONSTRAINT accounting_entry__period_id__fk FOREIGN KEY (period_id) REFERENCES accounting_period (id),
    CONSTRAINT accounting_entry__reversal_of_id__fk FOREIGN KEY (reversal_of_id) REFERENCES accounting_entry (id)
);
CREATE INDEX accounting_entry__dates ON accounting_entry (company_id, date, id);
CREATE INDEX accounting_entry__journal_id ON accounting_entry (journal_id);
CREATE INDEX accounting_entry__period_id ON accounting_entry (period_id);

-- What a posted entry was called until an instant: reports as of an instant show it as it was.
CREATE TABLE accounting_annotation (
    id @id,
    entry_id BIGINT NOT NULL,
    replaced_at TIMESTAMP NOT NULL,
    description TEXT NOT NULL,
    reference TEXT NOT NULL,
    CONSTRAINT accounting_annotation__entry_id__fk FOREIGN KEY (entry_id) REFERENCES accounting_entry (id)
);
CREATE INDEX accounting_annotation__entry_id ON accounting_annotation (entry_id, replaced_at);

-- A reconciliation settles lines of one account and party in full: they sum to nothing.
CREATE TABLE accounting_reconciliation (
    id @id,
    company_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    party_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    created_by BIGINT NOT NULL,
    removed_at TIMESTAMP,
    removed_by BIGINT,
    CONSTRAINT accounting_reconciliation__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id)
);
CREATE INDEX accounting_reconciliation__account_id ON accounting_reconciliation (account_id);

-- company_id, date, posted_at and is_closing are those of the entry, so that sums need no join. open_amount is
-- debit - credit less what is allocated (open_currency likewise), on accounts that are reconciled; else null.
CREATE TABLE accounting_line (
    id @id,
    entry_id BIGINT NOT NULL,
    company_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    date DATE NOT NULL,
    posted_at TIMESTAMP,
    is_closing BOOLEAN NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    currency TEXT,
    amount_currency BIGINT,
    party_id BIGINT,
    maturity_date DATE,
    description TEXT NOT NULL,
    tax_id BIGINT,
    tax_base BIGINT,
    open_amount BIGINT,
    open_currency BIGINT,
    reconciliation_id BIGINT,
    CONSTRAINT accounting_line__sides__check CHECK (debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0)),
    CONSTRAINT accounting_line__entry_id__fk FOREIGN KEY (entry_id) REFERENCES accounting_entry (id),
    CONSTRAINT accounting_line__account_id__fk FOREIGN KEY (account_id) REFERENCES accounting_account (id),
    CONSTRAINT accounting_line__party_id__fk FOREIGN KEY (party_id) REFERENCES parties_party (id),
    CONSTRAINT accounting_line__reconciliation_id__fk FOREIGN KEY (reconciliation_id)
        REFERENCES accounting_reconciliation (id)
);
CREATE INDEX accounting_line__entry_id ON accounting_line (entry_id);
-- Everything that sums need.
CREATE INDEX accounting_line__sums ON accounting_line (company_id, account_id, date, is_closing, posted_at, debit, credit);
CREATE INDEX accounting_line__dates ON accounting_line (company_id, date);
CREATE INDEX accounting_line__account_id ON accounting_line (account_id, date, id);
CREATE INDEX accounting_line__party_id ON accounting_line (party_id, account_id) WHERE party_id IS NOT NULL;
CREATE INDEX accounting_line__tax_id ON accounting_line (tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX accounting_line__reconciliation_id ON accounting_line (reconciliation_id)
    WHERE reconciliation_id IS NOT NULL;

-- A part of a debit line that a part of a credit line settles; kept when it is undone. amount is of company currency,
-- debit_currency and credit_currency are what it takes off the lines in their own currencies.
CREATE TABLE accounting_allocation (
    id @id,
    company_id BIGINT NOT NULL,
    debit_line_id BIGINT NOT NULL,
    credit_line_id BIGINT NOT NULL,
    date DATE NOT NULL,
    amount BIGINT NOT NULL,
    debit_currency BIGINT,
    credit_currency BIGINT,
    reconciliation_id BIGINT,
    created_at TIMESTAMP NOT NULL,
    created_by BIGINT NOT NULL,
    removed_at TIMESTAMP,
    removed_by BIGINT,
    CONSTRAINT accounting_allocation__amount__check CHECK (amount >= 0),
    CONSTRAINT accounting_allocation__debit_line_id__fk FOREIGN KEY (debit_line_id) REFERENCES accounting_line (id),
    CONSTRAINT accounting_allocation__credit_line_id__fk FOREIGN KEY (credit_line_id) REFERENCES accounting_line (id),
    CONSTRAINT accounting_allocation__reconciliation_id__fk FOREIGN KEY (reconciliation_id)
        REFERENCES accounting_reconciliation (id)
);
CREATE INDEX accounting_allocation__debit_line_id ON accounting_allocation (debit_line_id);
CREATE INDEX accounting_allocation__credit_line_id ON accounting_allocation (credit_line_id);
CREATE INDEX accounting_allocation__reconciliation_id ON accounting_allocation (reconciliation_id);

-- Sums of posted lines for each account and calendar month (year × 12 + month − 1), maintained by what posts.
CREATE TABLE accounting_balance (
    company_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    month BIGINT NOT NULL,
    is_closing BOOLEAN NOT NULL,
    debit BIGINT NOT NULL,
    credit BIGINT NOT NULL,
    CONSTRAINT accounting_balance__pk PRIMARY KEY (company_id, account_id, month, is_closing)
);

-- rate: units of the currency for one unit of company currency, twelve decimals.
CREATE TABLE accounting_rate (
    id @id,
    uuid TEXT NOT NULL,
    version BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    company_id BIGINT NOT NULL,
    currency TEXT NOT NULL,
    date DATE NOT NULL,
    rate BIGINT NOT NULL,
    CONSTRAINT accounting_rate__uuid__unique UNIQUE (uuid),
    CONSTRAINT accounting_rate__date__unique UNIQUE (company_id, currency, date),
    CONSTRAINT accounting_rate__rate__check CHECK (rate > 0),
    CONSTRAINT accounting_rate__company_id__fk FOREIGN KEY (company_id) REFERENCES organisation_company (id)
);
