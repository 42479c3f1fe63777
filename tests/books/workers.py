"""Clients that keep books and move goods until something breaks, and remember what they were told."""

import dataclasses
import datetime
import decimal
import http.client
import json
import random
import threading

from node import Session

CLIENTS = 16
WRITES = 400
ACTIONS = (
    ["post_entry"] * 3 + ["receive"] * 4 + ["issue"] * 3 + ["invoice"] * 2 + ["pay", "pay", "refund", "cancel_invoice"]
    + ["reverse", "refuse", "draft", "transfer", "plan", "assign", "complete", "cancel", "give_back", "reprice", "land"]
)


@dataclasses.dataclass
class Operation:
    """A request with a key of its own. Without an answer nobody knows yet whether it took effect."""

    kind: str
    key: str
    path: str
    body: dict
    answer: tuple = None  # Status and text

    @property
    def is_done(self):
        return self.answer is not None and self.answer[0] < 300

    @property
    def named(self):
        """The id in its path."""
        return int(self.path.split("/")[3])

    @property
    def record(self):
        return json.loads(self.answer[1])

    def send(self, session):
        status, fields, text = session.send("POST", "/api" + self.path, self.body, Idempotency_Key=self.key)
        return status, text, fields.get("idempotency-replayed") == "true"


class Memory:
    """What all clients know together."""

    def __init__(self):
        self.operations, self.surprises = [], []
        self.acknowledged = 0
        self.working = 0  # Clients that have not ended yet
        self._changed = threading.Condition()

    def begin(self, operation):
        with self._changed:
            self.operations.append(operation)

    def acknowledge(self):
        with self._changed:
            self.acknowledged += 1
            self._changed.notify_all()

    def leave(self):
        with self._changed:
            self.working -= 1
            self._changed.notify_all()

    def wait_for(self, count, longest):
        """Until so many are acknowledged, or nobody is left who could: a client ends when the server cannot serve it."""
        with self._changed:
            self._changed.wait_for(lambda: self.acknowledged >= count or self.working == 0, longest)


class Client(threading.Thread):
    """Ends with its share of the operations or at the first answer that is none."""

    def __init__(self, memory, business, name, session, seed, writes):
        super().__init__()
        self._memory, self._business, self._name, self._session = memory, business, name, session
        self._writes = writes
        self._random = random.Random(seed)
        self._number = 0
        self._entries, self._invoices, self._payments = [], [], []
        self._plans, self._reserved, self._issues, self._receipts = [], [], [], []

    def run(self):
        try:
            for _ in range(self._writes):
                getattr(self, self._random.choice(ACTIONS))()
        except (OSError, http.client.HTTPException):
            pass  # The server is gone.
        except Exception as surprise:  # pylint: disable=broad-except
            self._memory.surprises.append(f"{self._name} does not understand an answer: {surprise!r}")
        finally:
            self._memory.leave()
            self._session.close()

    def _send(self, kind, path, body, refusals=()):
        """The record of the answer, or nothing when it was refused for one of these reasons."""
        self._number += 1
        operation = Operation(kind, f"{self._name}-{self._number}", path, body)
        self._memory.begin(operation)
        status, text, _ = operation.send(self._session)
        if status >= 500:
            raise ConnectionError(text)
        operation.answer = (status, text)
        self._memory.acknowledge()
        if status < 300:
            return operation.record
        if not any(code in text for code in refusals):
            raise ValueError(f"{kind} {path} {body}: {status} {text}")
        return None

    def _amount(self):
        return str(decimal.Decimal(self._random.randint(1, 1_000_000)) / 100)

    def _day(self):
        """Of this fiscal year, which may have begun today."""
        today = datetime.date.today()
        return str(today - datetime.timedelta(days=self._random.randrange(min(60, today.timetuple().tm_yday))))

    def _taken(self, things):
        """One of them, which nobody takes again; nothing when there is none."""
        return things.pop(self._random.randrange(len(things))) if things else None

    # Books

    def _entry(self, debit, credit, **more):
        accounts = self._random.sample(self._business.accounts, 2)
        lines = [{"account": accounts[0], "debit": debit}, {"account": accounts[1], "credit": credit}]
        return {"company_id": self._business.company, "date": self._day(), "lines": lines, **more}

    def post_entry(self):
        amount = self._amount()
        entry = self._send("entry", "/accounting/journal-entries/", self._entry(amount, amount))
        self._entries.append(entry["id"])

    def refuse(self):
        body = self._entry("1.00", "2.00")
        assert self._send("refused", "/accounting/journal-entries/", body, ["ENTRY_UNBALANCED"]) is None

    def draft(self):
        amount = self._amount()
        draft = self._send("draft", "/accounting/journal-entries/", self._entry(amount, amount, state="draft"))
        self._send("entry", f"/accounting/journal-entries/{draft['id']}/post/", {})

    def reverse(self):
        if entry := self._taken(self._entries):
            self._send("entry", f"/accounting/journal-entries/{entry}/reverse/", {})

    def invoice(self):
        line = {"quantity": str(self._random.randint(1, 9)), "unit_price": self._amount(), "tax_rate": "5"}
        body = {
            "company_id": self._business.company, "customer": self._random.choice(self._business.parties),
            "invoice_date": self._day(), "lines": [line], "state": "posted",
        }
        invoice = self._send("invoice", "/accounting/invoices/", body)
        self._invoices.append((invoice["id"], decimal.Decimal(invoice["total"])))

    def pay(self):
        if invoice := self._taken(self._invoices):
            number, due = invoice
            part = due if self._random.random() < 0.5 else (due / 3).quantize(decimal.Decimal("0.01"))
            body = {"amount": str(part), "date": str(datetime.date.today())}
            paid = self._send("payment", f"/accounting/invoices/{number}/pay/", body)
            self._payments.append(paid["payment"]["id"])

    def refund(self):
        if payment := self._taken(self._payments):
            self._send("refund", f"/accounting/payments/{payment}/refund/", {})

    def cancel_invoice(self):
        if invoice := self._taken(self._invoices):
            self._send("cancellation", f"/accounting/invoices/{invoice[0]}/cancel/", {"reason": "a mistake"})

    # Goods

    def _move(self, kind, refusals=(), **more):
        body = {
            "product": self._random.choice(self._business.products), "quantity": str(self._random.randint(1, 9)),
            "movement_type": kind, **more,
        }
        return self._send("movement", "/inventory/stock-movements/", body, refusals)

    def _act(self, movement, action, body, refusals=()):
        return self._send("movement", f"/inventory/stock-movements/{movement}/{action}/", body, refusals)

    def receive(self):
        cost = str(decimal.Decimal(self._random.randint(1, 9_000)) / 100)
        self._receipts.append(self._move("in", unit_cost=cost, date=self._day())["id"])

    def issue(self):
        if movement := self._move("out", ["NEGATIVE_STOCK"], date=self._day()):
            self._issues.append(movement["id"])

    def transfer(self):
        self._move("transfer", ["NEGATIVE_STOCK"], to_warehouse=self._business.warehouse)

    def plan(self):
        self._plans.append(self._move("out", draft=True)["id"])

    def assign(self):
        if plan := self._taken(self._plans):
            movement = self._act(plan, "assign", {})
            (self._reserved if movement["state"] == "assigned" else self._plans).append(plan)

    def complete(self):
        if movement := self._taken(self._reserved):
            self._act(movement, "complete", {})

    def cancel(self):
        if movement := self._taken(self._plans) or self._taken(self._reserved):
            self._act(movement, "cancel", {})

    def give_back(self):
        if movement := self._taken(self._issues):
            self._act(movement, "return", {"quantity": "1"})

    def reprice(self):
        if self._receipts:
            cost = str(decimal.Decimal(self._random.randint(1, 9_000)) / 100)
            self._act(self._random.choice(self._receipts), "price", {"unit_cost": cost})

    def land(self):
        if self._receipts:
            receipts = self._random.sample(self._receipts, min(3, len(self._receipts)))
            body = {"company_id": self._business.company, "amount": self._amount(), "movements": receipts}
            self._send("landed cost", "/inventory/landed-costs/", body)


def start_clients(port, token, businesses, name, seed):
    """Clients at work on the server, each in one of the companies, and what they will know."""
    memory = Memory()
    working = [
        Client(memory, businesses[i % len(businesses)], f"{name}-{i}", Session(port, token), f"{seed}-{i}", WRITES // CLIENTS)
        for i in range(CLIENTS)
    ]
    memory.working = len(working)
    for client in working:
        client.start()
    return memory, working
