"""The 10,000 items that every server has."""

import sqlite3
import uuid

from .paths import BENCH

COUNT = 10_000

INSERT = """
INSERT INTO bench_item (uuid, version, created_at, updated_at, sku, name, description, category, price, quantity, active)
VALUES (?, 1, '2026-01-02T03:04:05.000000Z', '2026-01-02T03:04:05.000000Z', ?, ?, 'As many words as a description of an item has.',
        ?, ?, ?, 1)
"""
# What the peers write beside an item, with the indexes of Tenon's trail.
PEER_AUDIT = """
CREATE TABLE bench_audit (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, record BIGINT NOT NULL, after TEXT NOT NULL
);
CREATE INDEX bench_audit__at ON bench_audit (at, id);
CREATE INDEX bench_audit__actor ON bench_audit (actor, id);
CREATE INDEX bench_audit__record ON bench_audit (record, id);
"""
POSTGRES = f"""
INSERT INTO bench_item (uuid, version, created_at, updated_at, sku, name, description, category, price, quantity, active)
    SELECT gen_random_uuid()::text, 1, now(), now(), 'sku-' || n, 'Item number ' || n,
           'As many words as a description of an item has.', 'category ' || n % 20, n, n % 50, true
    FROM generate_series(1, {COUNT}) n;
ANALYZE;
"""


def fill(path):
    """Puts the rows into an SQLite file that has the table."""
    connection = sqlite3.connect(path)
    with connection:
        numbers = range(1, COUNT + 1)
        rows = ((str(uuid.uuid4()), f"sku-{n}", f"Item number {n}", f"category {n % 20}", n, n % 50) for n in numbers)
        connection.executemany(INSERT, rows)
        connection.execute("ANALYZE")
    connection.close()


def peer_database(folder):
    """A file with the same table and rows, and one for the peer's own trail."""
    path = folder / "peer.db"
    table = (BENCH / "module/migrations/0001_items.sql").read_text().replace("@id", "INTEGER PRIMARY KEY AUTOINCREMENT")
    connection = sqlite3.connect(path)
    connection.executescript(table + PEER_AUDIT)
    connection.close()
    fill(path)
    return path
