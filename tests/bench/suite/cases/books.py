"""What a business does all day, in Tenon and in Tryton: by one client that waits for each answer."""

import dataclasses

from ..books.contents import LAYERS, PRODUCTS, Size
from ..books.tenon_books import TenonBooks, TenonBooksOnPostgres
from ..books.tryton_books import Tryton
from ..client import repeated
from ..measuring import Comparison, Outcome, at_most
from . import case

LINES = 100_000
MOVEMENTS = 1_000_000
ROUNDS = 3
SECONDS = 1  # in which Tryton gives a few answers and Tenon thousands


def _extent(bench):
    return dataclasses.replace(bench.extent, rounds=min(ROUNDS, bench.extent.rounds))


def _servers(bench):
    movements = MOVEMENTS // 10 if bench.is_quick else MOVEMENTS
    size = Size(lines=LINES, movements=movements, samples=_extent(bench).rounds + 1)
    return [bench.workspace.running(kind, size) for kind in (TenonBooks, TenonBooksOnPostgres, Tryton)]


def _compared(bench, **operations):
    """Each server's operation of that name, with what is put behind the server's name; not all servers have all."""
    subjects = {}
    for operation, suffix in operations.items():
        for server in _servers(bench):
            if hasattr(server, operation):
                subjects[server.name + suffix] = _doing(server, operation)
    return Comparison.of(subjects, _extent(bench))


def _doing(server, operation):
    most = server.issues if operation == "issue" else None
    return lambda: repeated(getattr(server, operation), server, SECONDS, most)


def _times(seen, what, limit, suffix=""):
    return [
        at_most(f"{what}, {database}", seen.median(subject + suffix, "p50_ms"), limit, "ms")
        for database, subject in (("SQLite", TenonBooks.name), ("PostgreSQL", TenonBooksOnPostgres.name))
    ]


def _costs(seen, limit):
    return [
        at_most("CPU of a request, SQLite", seen.median(TenonBooks.name, "cpu_us"), limit, "µs"),
        at_most("CPU of a request, PostgreSQL", seen.median(TenonBooksOnPostgres.name, "cpu_us"), limit, "µs"),
        at_most("the same with PostgreSQL's own", seen.median(TenonBooksOnPostgres.name, "all_us"), limit, "µs"),
    ]


@case("books-read", "reading one of 1,000 parties", 130, is_brief=False)
def read(bench):
    seen = _compared(bench, read_party="")
    return Outcome(_costs(seen, 300), {"read": seen})


@case("books-create", "adding a party with an address and a telephone", 131, is_brief=False)
def create(bench):
    seen = _compared(bench, create_party="")
    return Outcome(_costs(seen, 1_000), {"create": seen})


@case("books-post", f"posting an entry of two lines to {LINES:,} lines", 132, is_brief=False)
def post(bench):
    seen = _compared(bench, post_entry="")
    return Outcome(_costs(seen, 2_000), {"post": seen})


@case("books-trial", f"trial balance of a year of {LINES:,} lines", 133, is_brief=False)
def trial_balance(bench):
    return _report(bench, "trial_balance")


@case("books-sheet", f"balance sheet of {LINES:,} lines", 134, is_brief=False)
def balance_sheet(bench):
    return _report(bench, "balance_sheet")


def _report(bench, name):
    cold = ", from the lines"
    seen = _compared(bench, **{name: "", f"{name}_of_lines": cold})
    figures = _times(seen, "maintained, p50", 2) + _times(seen, "from the lines, p50", 50, cold)
    return Outcome(figures, {name: seen})


@case("books-stock", f"stock level of one of {PRODUCTS} products", 135, is_brief=False)
def stock_level(bench):
    seen = _compared(bench, stock_level="")
    tenon, _, tryton = _servers(bench)
    note = f"{tenon.size.movements:,} movements in Tenon, {tryton.movements:,} in Tryton."
    return Outcome(_times(seen, "p50", 1), {"stock": seen}, [note])


@case("books-fifo", f"issuing, first in first out, what came in {LAYERS:,} receipts", 136, is_brief=False)
def issue(bench):
    seen = _compared(bench, issue="")
    return Outcome(_times(seen, "p50", 20), {"fifo": seen})
