-- What exchange rates alone did to an account: the statement of cash flows tells it apart.
CREATE INDEX accounting_line__exchange ON accounting_line (company_id, date) WHERE amount_currency = 0;
