-- taxed: by a rate; zero_rated and exempt have none, and tax offices want to know them apart.
ALTER TABLE accounting_tax ADD COLUMN treatment TEXT NOT NULL DEFAULT 'taxed';
UPDATE accounting_tax SET treatment = 'zero_rated' WHERE kind <> 'group' AND rate = 0;

-- What a tax applied to that came to nothing: a line of the ledger has an amount, so these have none. base is in company
-- currency, debits positive like tax_base of the lines; rows never change, and what is taken back is a row of its own.
CREATE TABLE accounting_untaxed (
    id @id,
    company_id BIGINT NOT NULL,
    invoice_id BIGINT NOT NULL,
    tax_id BIGINT NOT NULL,
    date DATE NOT NULL,
    posted_at TIMESTAMP NOT NULL,
    base BIGINT NOT NULL,
    CONSTRAINT accounting_untaxed__invoice_id__fk FOREIGN KEY (invoice_id) REFERENCES accounting_invoice (id),
    CONSTRAINT accounting_untaxed__tax_id__fk FOREIGN KEY (tax_id) REFERENCES accounting_tax (id)
);
CREATE INDEX accounting_untaxed__dates ON accounting_untaxed (company_id, date);
CREATE INDEX accounting_untaxed__invoice_id ON accounting_untaxed (invoice_id);
CREATE INDEX accounting_untaxed__tax_id ON accounting_untaxed (tax_id);
