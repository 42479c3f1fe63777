"""What the books hold before anything is measured. A small part is made by the server's own interface; the rest are copies of
that, made within the database."""

import datetime
from dataclasses import dataclass

YEAR = datetime.date.today().year
FIRST_DAY = datetime.date(YEAR, 1, 1)
LAST_DAY = datetime.date(YEAR, 12, 31)

PARTIES = 1_000
ACCOUNTS = 8
ENTRIES = 50
PAIRS = 5  # of lines in an entry
LINES = ENTRIES * PAIRS * 2
PRODUCTS = 125
MOVEMENTS = ("in", "in", "in", "out")  # of each product, a piece each
LAYERS = 1_000  # that a FIFO issue crosses


@dataclass(frozen=True)
class Size:
    lines: int
    movements: int
    samples: int  # of each thing that is measured; a FIFO issue uses the layers of a product up


def left(movements):
    """Pieces of each product after so many movements."""
    return movements // (PRODUCTS * len(MOVEMENTS)) * (MOVEMENTS.count("in") - MOVEMENTS.count("out"))


def party(number):
    """Name, telephone and address, none like another's."""
    return {"name": f"Customer {number}", "phone": f"+1 202 {5_000_000 + number}", "street": f"{number} Main Street", "city": "Springfield"}


def day(entry):
    """In the order of the entries, through the year."""
    return datetime.date(YEAR, 1 + entry * 12 // ENTRIES, 15)


def lines(entry):
    """Account (of ACCOUNTS), side and amount of each line of an entry."""
    for pair in range(PAIRS):
        yield from two_lines(entry * PAIRS + pair)


def two_lines(number):
    """Two that balance."""
    account, amount = number % ACCOUNTS, f"{number + 1}.25"
    yield account, "debit", amount
    yield (account + 1 + number % (ACCOUNTS - 1)) % ACCOUNTS, "credit", amount
