"""What the clients were told, added up in the plainest way."""

import collections
import decimal

ZERO = decimal.Decimal(0)


class Model:
    """Takes in what took effect, in any order: sums do not mind."""

    def __init__(self):
        self.movements = {}  # Id: (version, record) as it was last told
        self.entries = {}  # Id: record of what was posted by hand
        self.invoices = {}  # Id: what was asked for and not paid
        self.cancelled = set()

    def add(self, operations):
        paid = {}  # Id of a payment: invoice and amount
        for operation in operations:
            if operation.is_done and operation.kind == "payment":
                amount = decimal.Decimal(operation.body["amount"])
                paid[operation.record["payment"]["id"]] = (operation.named, amount)
        for operation in operations:
            if operation.is_done:
                self._take_in(operation, paid)

    def _take_in(self, operation, paid):
        record = operation.record
        if operation.kind == "movement":
            known = self.movements.get(record["id"])
            if known is None or known["version"] < record["version"]:
                self.movements[record["id"]] = record
        elif operation.kind == "entry":
            self.entries[record["id"]] = record
        elif operation.kind == "invoice":
            self._due(record["id"], decimal.Decimal(record["total"]))
        elif operation.kind == "payment":
            invoice, amount = paid[record["payment"]["id"]]
            self._due(invoice, -amount)
        elif operation.kind == "refund":
            self._due(*paid[operation.named])
        elif operation.kind == "cancellation":
            self.cancelled.add(operation.named)

    def _due(self, invoice, amount):
        self.invoices[invoice] = self.invoices.get(invoice, ZERO) + amount

    def dues(self):
        """What is due of each invoice."""
        return {invoice: ZERO if invoice in self.cancelled else due for invoice, due in self.invoices.items()}

    def levels(self):
        """Quantity by product and location, all locations that there are."""
        sums = collections.Counter()
        for movement in self.movements.values():
            if movement["state"] == "done":
                quantity = decimal.Decimal(movement["quantity"])
                sums[movement["product_id"], movement["to_location_id"]] += quantity
                sums[movement["product_id"], movement["from_location_id"]] -= quantity
        return {place: quantity for place, quantity in sums.items() if quantity}

    def balances(self):
        """Debit less credit by account, of what was posted by hand."""
        sums = collections.Counter()
        for entry in self.entries.values():
            for line in entry["lines"]:
                sums[line["account"]] += decimal.Decimal(line["debit"]) - decimal.Decimal(line["credit"])
        return {account: balance for account, balance in sums.items() if balance}

    def numbers(self):
        return {entry["id"]: entry["number"] for entry in self.entries.values()}
