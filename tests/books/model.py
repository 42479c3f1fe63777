"""What the clients were told, added up in the plainest way."""

import collections
import decimal

ZERO = decimal.Decimal(0)


class Model:
    """Takes in what took effect, in any order: sums do not mind."""

    def __init__(self):
        self.movements = {}  # Id: (version, record) as it was last told
        self.entries = {}  # Id: record of what was posted by hand
        self.invoices = {}  # Id: what is due

    def add(self, operations):
        payments = []
        for operation in operations:
            if not operation.is_done:
                continue
            record = operation.record
            if operation.kind == "movement":
                known = self.movements.get(record["id"])
                if known is None or known["version"] < record["version"]:
                    self.movements[record["id"]] = record
            elif operation.kind == "entry":
                self.entries[record["id"]] = record
            elif operation.kind == "invoice":
                self.invoices[record["id"]] = decimal.Decimal(record["total"])
            elif operation.kind == "payment":
                payments.append((int(operation.path.split("/")[3]), decimal.Decimal(operation.body["amount"])))
        for invoice, amount in payments:
            self.invoices[invoice] -= amount

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
