-- currency: that of the journal's account, null for the company's. opening, closing and amount are in it; company_amount
-- is what a line was booked as.
ALTER TABLE accounting_statement ADD COLUMN currency TEXT;
ALTER TABLE accounting_statement_line ADD COLUMN company_amount BIGINT;
