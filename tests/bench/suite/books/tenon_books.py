"""A company in Tenon: what it holds, and what is asked of it."""

import datetime
import itertools
import sqlite3

from ..tenon import Tenon, TenonOnPostgres
from . import contents

PURPOSES = ("cash", "bank", "income", "expense", "capital", "stock", "salary_expense", "cost_of_goods_sold")  # of the accounts
ISSUES = 5  # of FIFO in a sample: one alone would be too short for a measurement
YEAR = f"date_from={contents.FIRST_DAY}&date_to={contents.LAST_DAY}"

COPY_ENTRIES = """
WITH RECURSIVE n (copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM n WHERE copy < {copies})
INSERT INTO accounting_entry (uuid, version, created_at, updated_at, company_id, journal_id, period_id, fiscal_year_id, number, date,
                              description, reference, state, is_closing, created_by, posted_by, posted_at)
    SELECT uuid || '-' || copy, version, created_at, updated_at, company_id, journal_id, period_id, fiscal_year_id,
           number || '-' || copy, date, description, reference, state, is_closing, created_by, posted_by, posted_at
    FROM n CROSS JOIN accounting_entry;
WITH RECURSIVE n (copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM n WHERE copy < {copies})
INSERT INTO accounting_line (entry_id, company_id, account_id, date, posted_at, is_closing, debit, credit, description)
    SELECT c.id, l.company_id, l.account_id, l.date, l.posted_at, l.is_closing, l.debit, l.credit, l.description
    FROM n CROSS JOIN accounting_line l JOIN accounting_entry e ON e.id = l.entry_id
    JOIN accounting_entry c ON c.uuid = e.uuid || '-' || copy;
"""
COPY_MOVEMENTS = """
WITH RECURSIVE n (copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM n WHERE copy < {copies})
INSERT INTO inventory_movement (uuid, version, created_at, updated_at, created_by, company_id, product_id, from_location_id,
                                to_location_id, quantity, unit, unit_quantity, unit_cost, value, planned_date, effective_date, state,
                                ended_at, turn, booked_value, booked_cost)
    SELECT uuid || '-' || copy, version, created_at, updated_at, created_by, company_id, product_id, from_location_id, to_location_id,
           quantity, unit, unit_quantity, unit_cost, value, planned_date, effective_date, state,
           ended_at, turn + copy * {turns}, booked_value, booked_cost
    FROM n CROSS JOIN inventory_movement WHERE product_id BETWEEN {first} AND {last};
INSERT INTO inventory_layer (movement_id, product_id, date, quantity, value)
    SELECT c.id, l.product_id, l.date, l.quantity, l.value
    FROM inventory_layer l JOIN inventory_movement c ON c.product_id = l.product_id AND c.id <> l.movement_id
    WHERE l.product_id BETWEEN {first} AND {last};
UPDATE inventory_level SET on_hand = on_hand * ({copies} + 1) WHERE product_id BETWEEN {first} AND {last};
UPDATE inventory_daily_change SET change = change * ({copies} + 1) WHERE product_id BETWEEN {first} AND {last};
UPDATE inventory_holding SET version = version + {copies} * {turns}, quantity = quantity * ({copies} + 1), value = value * ({copies} + 1)
    WHERE product_id BETWEEN {first} AND {last};
"""


class Books:
    """On either database; a class to be derived from beside a server."""

    issues = ISSUES

    def __init__(self, workspace, size):
        self.size = size
        self._numbers = itertools.count(1)
        super().__init__(workspace)

    def _seed(self):
        pass

    def _settle(self):
        pass

    def make_ready(self):
        super().make_ready()
        self._client = self.client()
        self._add("companies", {"name": "Bench", "code": "BENCH", "currency": "USD"})
        purposes = self._get("accounting/books/")["accounts"]
        self._accounts = [purposes[purpose] for purpose in PURPOSES]
        self._parties = [self.create_party() for _ in range(contents.PARTIES)]
        self._add_entries()
        self._products = [self._new_product("average") for _ in range(contents.PRODUCTS)]
        self._add_movements(self._products, contents.MOVEMENTS, self.size.movements)
        layered = [self._new_product("fifo") for _ in range(self.size.samples * ISSUES)]
        self._add_movements(layered, ("in",), len(layered) * contents.LAYERS)
        self._layered = iter(layered)
        self._settle()
        for verdict in (self._get("accounting/books/verify/"), self._get("inventory/book/verify/")):
            assert verdict["correct"], verdict  # The copies are as if they had been entered.
        self._lately = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _get(self, path):
        return self._client.ask("GET", f"/api/{path}")

    def _post(self, path, value):
        return self._client.ask("POST", f"/api/{path}/", value)

    def _add(self, path, value):
        return self._post(path, value)["id"]

    def _add_entries(self):
        entries = [self._entry(contents.day(number), contents.lines(number)) for number in range(contents.ENTRIES)]
        answer = self._post("accounting/journal-entries/batch", {"entries": entries, "mode": "all_or_nothing"})
        assert answer["stored"] == contents.ENTRIES, answer
        self._alter(COPY_ENTRIES.format(copies=self.size.lines // contents.LINES - 1))
        self._post("accounting/books/rebuild", {})

    def _add_movements(self, products, kinds, count):
        movements = [self._movement(kind, product, 1) for kind in kinds for product in products]
        answer = self._post("inventory/stock-movements/batch", {"movements": movements, "mode": "all_or_nothing"})
        assert answer["stored"] == len(movements), answer
        copies = count // len(movements) - 1
        self._alter(COPY_MOVEMENTS.format(copies=copies, turns=len(kinds), first=products[0], last=products[-1]))

    def _entry(self, day, lines):
        rows = [{"account": self._accounts[account], side: amount} for account, side, amount in lines]
        return {"date": str(day), "lines": rows}

    def _new_product(self, costing):
        number = next(self._numbers)
        return self._add("inventory/products", {"name": f"Product {number}", "sku": f"P{number}", "costing": costing})

    def _movement(self, kind, product, quantity):
        cost = {"unit_cost": "12.25"} if kind == "in" else {}
        return {"movement_type": kind, "product": product, "quantity": str(quantity), **cost}

    # What is measured.

    def read_party(self):
        party = self._parties[next(self._numbers) % len(self._parties)]
        self._get(f"parties/{party}/")

    def create_party(self):
        party = contents.party(next(self._numbers))
        address = {"street": party["street"], "city": party["city"]}
        return self._add("parties", {"name": party["name"], "phone": party["phone"], "addresses": [address]})

    def post_entry(self):
        self._post("accounting/journal-entries", self._entry(contents.LAST_DAY, contents.two_lines(next(self._numbers))))

    def trial_balance(self):
        self._require_accounts(self._get(f"accounting/reports/trial-balance/?{YEAR}"))

    def trial_balance_of_lines(self):
        self._require_accounts(self._get(f"accounting/reports/trial-balance/?{YEAR}&as_of={self._lately}"))

    def balance_sheet(self):
        assert self._get(f"accounting/reports/balance-sheet/?date={contents.LAST_DAY}")["difference"] == "0.00"

    def balance_sheet_of_lines(self):
        sheet = self._get(f"accounting/reports/balance-sheet/?date={contents.LAST_DAY}&as_of={self._lately}")
        assert sheet["difference"] == "0.00", sheet

    def stock_level(self):
        product = self._products[next(self._numbers) % len(self._products)]
        level, = self._get(f"inventory/stock-levels/?product={product}")
        assert level["on_hand"] == str(contents.left(self.size.movements)), level

    def issue(self):
        """Of as many pieces as there are layers."""
        self._post("inventory/stock-movements", self._movement("out", next(self._layered), contents.LAYERS))

    def _require_accounts(self, report):
        assert len(report["accounts"]) >= contents.ACCOUNTS, report


class TenonBooks(Books, Tenon):
    def _alter(self, script):
        connection = sqlite3.connect(self.folder / "tenon.db")
        connection.execute("PRAGMA cache_size = -100000")
        connection.executescript(f"BEGIN IMMEDIATE; {script} COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")
        connection.close()


class TenonBooksOnPostgres(Books, TenonOnPostgres):
    @property
    def postgres(self):
        return self.workspace.postgres

    def words(self):
        self._url = self.postgres.database("tenon_books")
        return super().words()

    @property
    def url(self):
        return self._url

    def _alter(self, script):
        self.postgres.run(script, self._url)

    def _settle(self):
        self._alter("VACUUM ANALYZE;")
