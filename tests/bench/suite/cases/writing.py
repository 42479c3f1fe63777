"""Requests that write, each answered when it is on the disk."""

from ..measuring import Comparison, Outcome, Sample, at_least, at_most
from ..paths import BUILD
from ..peers import Drf, Fastify
from ..tenon import Tenon, TenonOnPostgres
from . import case

ITEM = """{"sku": "sku-{n}", "name": "Item number {n}", "description": "As many words as a description of an item has.",
 "category": "category 7", "price": "12.50", "quantity": 12, "active": true}"""
FLUSH_MS = 4  # as in slow_flush.cpp
CREATE = {"method": "POST", "path": "/items/", "body": ITEM, "numbers": (20_000, 999_999), "signed_in": True}


@case("create", "creating a record with its row in the trail, SQLite, durable, 64 connections", 50)
def create(bench):
    return Outcome([], {"create": bench.compare((Tenon, Fastify, Drf), **CREATE)})


def _named(clients):
    return "1 client" if clients == 1 else f"{clients} clients"


def _by_clients(bench, server):
    return {_named(clients): bench.loading(server, clients=clients, **CREATE) for clients in (1, 16, 64)}


class TenonOnSlowDisk(Tenon):
    """Each of its flushes takes at least FLUSH_MS: a number of flushes is what shared commits gain."""

    name = "Tenon on a slow disk"

    def environment(self):
        return {"LD_PRELOAD": str(BUILD / "tests/bench/slow_flush.so")}


@case("durable-sqlite", f"creating with 1, 16 and 64 clients on SQLite, each flush made to take {FLUSH_MS} ms", 60)
def durable_sqlite(bench):
    server = bench.workspace.running(TenonOnSlowDisk)
    fsync = bench.workspace.fsync_ms
    flush = max(fsync, FLUSH_MS)
    seen = Comparison.of(_by_clients(bench, server), bench.extent)
    return Outcome(
        [
            at_least("16 clients against 1", seen.ratio("16 clients", "1 client", "rate"), 6, "×"),
            at_least("64 clients against 1", seen.ratio("64 clients", "1 client", "rate"), 20, "×"),
            at_most("p99 with 16 clients in flushes", seen.median("16 clients", "p99_ms") / flush, 15),
            at_most("p99 with 64 clients in flushes", seen.median("64 clients", "p99_ms") / flush, 15),
        ],
        {"durable-sqlite": seen},
        [f"Without that an fsync of 8 KB takes {fsync:.2f} ms here. No answer was anything but 201."],
    )


@case("durable-postgres", "the same on PostgreSQL, beside pgbench with the same two inserts", 65)
def durable_postgres(bench):
    server = bench.workspace.running(TenonOnPostgres)
    subjects = _by_clients(bench, server)
    for clients in (1, 16, 64):
        subjects[f"pgbench, {_named(clients)}"] = lambda clients=clients: _pgbench(bench, clients)
    seen = Comparison.of(subjects, bench.extent)
    return Outcome(
        [at_least("16 clients against pgbench", seen.ratio("16 clients", "pgbench, 16 clients", "rate"), 0.8, "×")],
        {"durable-postgres": seen},
    )


def _pgbench(bench, clients):
    rate, mean = bench.workspace.postgres.pgbench(clients, bench.extent.seconds)
    return Sample(rate=rate, p50_ms=mean, p99_ms=float("nan"))
