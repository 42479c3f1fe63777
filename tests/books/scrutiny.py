"""What must be true of books and stock after a crash, whatever the clients had been told: read from the database."""

import collections
import decimal
import json
import re

CENT = decimal.Decimal("0.01")
MICRO = decimal.Decimal("0.000001")

# Each counts what must not be there.
MUST_BE_NONE = {
    "entries whose debits are not their credits":
        "SELECT COUNT(*) FROM (SELECT entry_id FROM accounting_line WHERE posted_at IS NOT NULL GROUP BY entry_id"
        " HAVING SUM(debit) <> SUM(credit)) AS n",
    "posted entries without lines or a number":
        "SELECT COUNT(*) FROM accounting_entry e WHERE e.state = 'posted' AND (e.number IS NULL OR NOT EXISTS"
        " (SELECT 1 FROM accounting_line l WHERE l.entry_id = e.id AND l.posted_at IS NOT NULL))",
    "balances that are not the sums of their lines":
        "SELECT COUNT(*) FROM (SELECT company_id, account_id FROM (SELECT company_id, account_id, debit, credit FROM"
        " accounting_balance UNION ALL SELECT company_id, account_id, -debit, -credit FROM accounting_line WHERE"
        " posted_at IS NOT NULL) AS s GROUP BY company_id, account_id HAVING SUM(debit) <> 0 OR SUM(credit) <> 0) AS n",
    "open amounts that are not what is left of their lines":
        "SELECT COUNT(*) FROM accounting_line l WHERE l.open_amount IS NOT NULL AND l.open_amount <> l.debit - l.credit"
        " - COALESCE((SELECT SUM(a.amount) FROM accounting_allocation a WHERE a.debit_line_id = l.id AND a.removed_at IS"
        " NULL), 0) + COALESCE((SELECT SUM(a.amount) FROM accounting_allocation a WHERE a.credit_line_id = l.id AND"
        " a.removed_at IS NULL), 0)",
    "sources that were posted twice":
        "SELECT COUNT(*) FROM (SELECT source_model, source_id FROM accounting_entry WHERE source_model <> '' GROUP BY"
        " source_model, source_id HAVING COUNT(*) > 1) AS n",
    "levels that are not the sums of the movements":
        "SELECT COUNT(*) FROM (SELECT product_id, place FROM (SELECT product_id, location_id AS place, on_hand FROM"
        " inventory_level UNION ALL SELECT product_id, to_location_id, -quantity FROM inventory_movement WHERE state ="
        " 'done' UNION ALL SELECT product_id, from_location_id, quantity FROM inventory_movement WHERE state = 'done')"
        " AS s GROUP BY product_id, place HAVING SUM(on_hand) <> 0) AS n",
    "levels that are not the sums of their days":
        "SELECT COUNT(*) FROM (SELECT product_id, location_id FROM (SELECT product_id, location_id, on_hand FROM"
        " inventory_level UNION ALL SELECT product_id, location_id, -change FROM inventory_daily_change) AS s GROUP BY"
        " product_id, location_id HAVING SUM(on_hand) <> 0) AS n",
    "reservations that are not those of the movements, or more than there is":
        "SELECT COUNT(*) FROM inventory_level l JOIN inventory_location a ON a.id = l.location_id WHERE a.type ="
        " 'storage' AND (l.reserved > l.on_hand OR l.on_hand < 0 OR l.reserved <> COALESCE((SELECT SUM(m.quantity) FROM"
        " inventory_movement m WHERE m.state = 'assigned' AND m.product_id = l.product_id AND m.from_location_id ="
        " l.location_id), 0))",
    "products whose layers are not their level":
        "SELECT COUNT(*) FROM inventory_holding h JOIN inventory_product p ON p.id = h.product_id WHERE h.quantity <>"
        " COALESCE((SELECT SUM(l.on_hand) FROM inventory_level l JOIN inventory_location a ON a.id = l.location_id WHERE"
        " l.product_id = h.product_id AND a.type = 'storage'), 0) OR (h.quantity = 0 AND h.value <> 0) OR (p.costing ="
        " 'fifo' AND (h.quantity <> COALESCE((SELECT SUM(y.quantity) FROM inventory_layer y WHERE y.product_id ="
        " h.product_id), 0) OR h.value <> COALESCE((SELECT SUM(y.value) FROM inventory_layer y WHERE y.product_id ="
        " h.product_id), 0)))",
    "done movements of a company with books in no entry, though they have a value":
        "SELECT COUNT(*) FROM inventory_movement m JOIN organisation_company c ON c.id = m.company_id WHERE"
        " c.stock_accounting <> 'none' AND m.state = 'done' AND m.value > 0 AND m.entry_id IS NULL",
}

NUMBERS = "SELECT company_id, number FROM accounting_entry WHERE number IS NOT NULL"
INVOICE_NUMBERS = "SELECT company_id, number FROM accounting_invoice WHERE number IS NOT NULL"
LEVELS = "SELECT product_id, location_id, on_hand FROM inventory_level WHERE on_hand <> 0"
ENTRIES = (
    "SELECT e.id, e.number FROM accounting_entry e JOIN accounting_journal j ON j.id = e.journal_id WHERE j.code = 'GEN'"
    " AND e.state = 'posted'"
)
BALANCES = (
    "SELECT l.account_id, SUM(l.debit - l.credit) FROM accounting_line l JOIN accounting_entry e ON e.id = l.entry_id"
    " JOIN accounting_journal j ON j.id = e.journal_id WHERE j.code = 'GEN' AND e.state = 'posted' GROUP BY l.account_id"
    " HAVING SUM(l.debit - l.credit) <> 0"
)


def faults(node, session, businesses, model):
    rows = node.database.rows
    found = [f"{count} {what}" for what, sql in MUST_BE_NONE.items() if (count := rows(sql)[0][0])]
    found += gaps(rows(NUMBERS)) + gaps(rows(INVOICE_NUMBERS))
    found += differences("level", model.levels(), {(p, l): q * MICRO for p, l, q in rows(LEVELS)})
    found += differences("balance", model.balances(), {account: whole * CENT for account, whole in rows(BALANCES)})
    found += differences("entry", model.numbers(), dict(rows(ENTRIES)))
    for business in businesses:
        found += reports(session, business.company)
    found += unpaid(session, model)
    return found + node.database.faults()


def gaps(rows):
    """Numbers end in the count of their series, which begins with 1 and leaves none out."""
    series = collections.defaultdict(list)
    for company, number in rows:
        name, count = re.fullmatch(r"(.*?)(\d+)", number).groups()
        series[company, name].append(int(count))
    return [
        f"numbers of {name} have gaps or doubles: {len(counts)} up to {max(counts)}"
        for name, counts in series.items() if sorted(counts) != list(range(1, len(counts) + 1))
    ]


def differences(what, told, stored):
    return [
        f"{what} {key}: told was {told.get(key)}, stored is {stored.get(key)}"
        for key in sorted(told.keys() | stored.keys(), key=str) if told.get(key) != stored.get(key)
    ]


def reports(session, company):
    def answer(path):
        status, _, text = session.send("GET", f"/api{path}company_id={company}")
        return json.loads(text) if status == 200 else {"correct": f"{status} {text}"}

    found = [
        f"{path} of company {company}: {verdict}"
        for path in ("/accounting/books/verify/?", "/inventory/book/verify/?")
        if (verdict := answer(path))["correct"] is not True
    ]
    balance = answer("/accounting/reports/balance-sheet/?")
    trial = answer("/accounting/reports/trial-balance/?")["totals"]
    if decimal.Decimal(balance["difference"]) or decimal.Decimal(trial["closing"]) or trial["debit"] != trial["credit"]:
        found.append(f"the reports of company {company} do not add up: {balance['difference']}, {trial}")
    return found


def unpaid(session, model):
    found = []
    for invoice, due in model.dues().items():
        status, _, text = session.send("GET", f"/api/accounting/invoices/{invoice}/")
        if status != 200 or decimal.Decimal(json.loads(text)["amount_due"]) != due:
            found.append(f"of invoice {invoice} {due} is due, told is {status} {text}")
    return found
