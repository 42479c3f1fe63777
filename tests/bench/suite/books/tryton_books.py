"""A company in Tryton: what it holds, and what is asked of it."""

import datetime
import itertools
import time

from . import contents
from .tryton import TrytonServer, date, decimal

TYPES = ("Cash", "Revenue", "Expense", "Equity", "Cash", "Revenue", "Expense", "Tax")  # of the accounts
PARTY = ("name", "code", "active", "lang", "full_name", "phone", "email", "addresses", "contact_mechanisms", "identifiers")
BALANCE = ("account.code", "account.name", "start_balance", "debit", "credit", "end_balance")

COPY_ENTRIES = """
INSERT INTO account_move (id, create_date, create_uid, company, journal, period, date, post_date, number, post_number, state)
    SELECT id + n * {entries}, create_date, create_uid, company, journal, period, date, post_date, number, post_number, state
    FROM account_move, generate_series(1, {copies}) n;
SELECT setval('account_move_id_seq', (SELECT max(id) FROM account_move));
INSERT INTO account_move_line (create_date, create_uid, move, account, debit, credit, state)
    SELECT create_date, create_uid, move + n * {entries}, account, debit, credit, state
    FROM account_move_line, generate_series(1, {copies}) n;
"""
COPY_MOVEMENTS = """
INSERT INTO stock_move (create_date, create_uid, company, product, from_location, to_location, uom, quantity, internal_quantity,
                        fifo_quantity, currency, unit_price, cost_price, effective_date, state)
    SELECT create_date, create_uid, company, product, from_location, to_location, uom, quantity, internal_quantity, fifo_quantity,
           currency, unit_price, cost_price, effective_date, state
    FROM stock_move, generate_series(1, {copies}) WHERE id BETWEEN {first} AND {last};
"""
AT_ONCE = 200  # copies
LONGEST = 60  # seconds, after which no more are made


class Tryton(TrytonServer):
    issues = 1  # of FIFO in a sample

    def __init__(self, workspace, size):
        self.size = size
        self._numbers = itertools.count(1)
        super().__init__(workspace)

    def make_ready(self):
        super().make_ready()
        self._open_company()
        self._open_books()
        self._open_store()
        self._parties = self.create("party.party", *(self._party() for _ in range(contents.PARTIES)))
        self._add_entries()
        self._products = self._new_products("average", contents.PRODUCTS)
        self.movements = self._add_movements(self._products, contents.MOVEMENTS, self.size.movements)
        layered = self._new_products("fifo", self.size.samples)
        self._add_movements(layered, ("in",), len(layered) * contents.LAYERS)
        self._layered = iter(layered)
        self.postgres.run("VACUUM ANALYZE", self.database_url)

    def _open_company(self):
        self._currency, = self.create("currency.currency", {"name": "US Dollar", "symbol": "$", "code": "USD"})
        party, = self.create("party.party", {"name": "Bench"})
        self._company, = self.create("company.company", {"party": party, "currency": self._currency})
        own = {"companies": [["add", [self._company]]], "company": self._company}
        self.call("model.res.user.write", [self.user], own)
        self.context = self.call("model.res.user.get_preferences", True)

    def _open_books(self):
        template = self.found("account.account.template", ["parent", "=", None], ["name", "=", "Minimal Account Chart"])
        session, *_ = self.call("wizard.account.create_chart.create")
        chart = {"account": {"account_template": template, "company": self._company}}
        self.call("wizard.account.create_chart.execute", session, chart, "create_account")
        self.call("wizard.account.create_chart.delete", session)
        types = {name: self.found("account.account.type", ["name", "=", name]) for name in set(TYPES)}
        self._accounts = self.create("account.account", *(
            {"name": f"Account {number}", "code": str(number), "type": types[name], "company": self._company}
            for number, name in enumerate(TYPES)
        ))
        kind = self.found("ir.sequence.type", ["name", "=", "Account Move"])
        numbers, = self.create("ir.sequence", {"name": "Entries", "sequence_type": kind, "company": self._company})
        self._year, = self.create("account.fiscalyear", {
            "name": str(contents.YEAR), "company": self._company, "post_move_sequence": numbers,
            "start_date": date(contents.FIRST_DAY), "end_date": date(contents.LAST_DAY),
        })
        self.call("model.account.fiscalyear.create_period", [self._year])
        self._periods = self.call("model.account.period.search", [], 0, None, [["start_date", "ASC"]])
        self._journal = self.found("account.journal", ["type", "=", "general"])

    def _open_store(self):
        self._unit = self.found("product.uom", ["name", "=", "Unit"])
        codes = {"supplier": "SUP", "storage": "STO", "customer": "CUS"}
        self._places = {name: self.found("stock.location", ["code", "=", code]) for name, code in codes.items()}

    def _add_entries(self):
        self._post(*(self._entry(contents.day(number), contents.lines(number)) for number in range(contents.ENTRIES)))
        copies = self.size.lines // contents.LINES - 1
        self.postgres.run(COPY_ENTRIES.format(entries=contents.ENTRIES, copies=copies), self.database_url)

    def _new_products(self, costing, count):
        templates = self.create("product.template", *(
            {"name": f"Product {number} ({costing})", "type": "goods", "default_uom": self._unit, "cost_price_method": costing,
             "products": [["create", [{}]]]}
            for number in range(count)
        ))
        return self.call("model.product.product.search", [["template", "in", templates]], 0, None, [["id", "ASC"]])

    def _add_movements(self, products, kinds, count):
        """Answers how many there are: as many as are wanted, or can be made within LONGEST."""
        made = self._move(*(self._movement(kind, product, 1) for kind in kinds for product in products))
        wanted, copies, deadline = count // len(made) - 1, 0, time.monotonic() + LONGEST
        while copies < wanted and time.monotonic() < deadline:
            some = min(AT_ONCE, wanted - copies)
            copy = COPY_MOVEMENTS.format(copies=some, first=made[0], last=made[-1])
            self.postgres.run(copy, self.database_url)
            copies += some
        return len(made) * (1 + copies)

    def _party(self):
        party = contents.party(next(self._numbers))
        return {
            "name": party["name"],
            "addresses": [["create", [{"street": party["street"], "city": party["city"]}]]],
            "contact_mechanisms": [["create", [{"type": "phone", "value": party["phone"]}]]],
        }

    def _entry(self, day, lines):
        rows = [
            {"account": self._accounts[account], "debit": decimal("0"), "credit": decimal("0"), side: decimal(amount)}
            for account, side, amount in lines
        ]
        period = self._periods[day.month - 1]
        return {"journal": self._journal, "period": period, "date": date(day), "lines": [["create", rows]]}

    def _post(self, *entries):
        self.call("model.account.move.post", self.create("account.move", *entries))

    def _movement(self, kind, product, quantity):
        start, end = ("supplier", "storage") if kind == "in" else ("storage", "customer")
        return {
            "product": product, "uom": self._unit, "quantity": quantity, "from_location": self._places[start],
            "to_location": self._places[end], "unit_price": decimal("12.25"), "currency": self._currency, "company": self._company,
        }

    def _move(self, *movements):
        made = self.create("stock.move", *movements)
        self.call("model.stock.move.do", made)
        return made

    # What is measured.

    def read_party(self):
        party = self._parties[next(self._numbers) % len(self._parties)]
        self.call("model.party.party.read", [party], PARTY)

    def create_party(self):
        self.create("party.party", self._party())

    def post_entry(self):
        self._post(self._entry(contents.LAST_DAY, contents.two_lines(next(self._numbers))))

    def trial_balance(self):
        rows = self.call(
            "model.account.general_ledger.account.search_read", [], 0, None, None, BALANCE, fiscalyear=self._year, posted=True
        )
        assert len(rows) >= contents.ACCOUNTS, rows

    def balance_sheet(self):
        rows = self.call(
            "model.account.account.type.search_read", [["statement", "=", "balance"]], 0, None, None, ("name", "amount"),
            date=date(contents.LAST_DAY), posted=True, cumulate=True,
        )
        assert rows

    def stock_level(self):
        product = self._products[next(self._numbers) % len(self._products)]
        today = date(datetime.date.today())
        level, = self.call(
            "model.product.product.read", [product], ("quantity",), locations=[self._places["storage"]], stock_date_end=today
        )
        assert level["quantity"] == contents.left(self.movements), level

    def issue(self):
        """Of as many pieces as there are layers."""
        self._move(self._movement("out", next(self._layered), contents.LAYERS))
