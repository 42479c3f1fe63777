"""A PostgreSQL cluster of the run, as durable as it is delivered, and pgbench on it."""

import re
import subprocess
import urllib.parse

from . import rows
from .paths import ROOT
from .program import cpu_seconds

# What creating an item sends to the server, without anything around it.
TWO_INSERTS = """\
\\set n random(1, 1000000000)
BEGIN;
INSERT INTO bench_item (uuid, version, created_at, updated_at, sku, name, description, category, price, quantity, active)
    VALUES (gen_random_uuid()::text, 1, now(), now(), 'sku-' || :n, 'Item number ' || :n, 'As many words as a description of an item has.',
            'category 7', 1250, 12, true)
    RETURNING id, uuid, version, created_at, updated_at, sku, name, description, category, price, quantity, active;
INSERT INTO tenon_audit (at, actor_id, actor, address, request_id, action, model, record_id, before, after, reason)
    VALUES (now(), 1, 'bench', '127.0.0.1', 'request-' || :n, 'bench.items.created', 'bench_item', (:n)::text, NULL,
            '{"id": 10001, "uuid": "00000000-0000-4000-8000-000000000000", "sku": "a sku", "name": "Item number 10001", "description": "As many words as a description of an item has.", "category": "category 7", "price": "12.50", "quantity": 12, "active": true}',
            '');
COMMIT;
"""


class Postgres:
    def __init__(self, folder):
        self._folder = folder
        self.url = subprocess.run(
            [ROOT / "tests/support/postgres", "start", folder], check=True, capture_output=True, text=True
        ).stdout.strip()
        self.socket = urllib.parse.parse_qs(urllib.parse.urlsplit(self.url).query)["host"][0]

    def database(self, name):
        """The URL of another database on the cluster, which this makes."""
        self.run(f"CREATE DATABASE {name}")
        return self.url.replace("/postgres?", f"/{name}?")

    def run(self, script, url=None):
        words = ["psql", "-q", "-v", "ON_ERROR_STOP=1", url or self.url]
        subprocess.run(words, input=script, check=True, text=True, stdout=subprocess.DEVNULL)

    def seed(self):
        self.run(rows.POSTGRES)

    def cpu_seconds(self):
        """Of all its processes."""
        return cpu_seconds(int((self._folder / "data/postmaster.pid").read_text().split()[0]))

    def pgbench(self, clients, seconds):
        """Transactions a second and their milliseconds in the mean."""
        script = self._folder.parent / "two_inserts.sql"
        script.write_text(TWO_INSERTS)
        done = subprocess.run(
            ["pgbench", "-h", self.socket, "-U", "tenon", "-n", "-f", script, "-M", "prepared", "-c", str(clients), "-j",
             str(min(2, clients)), "-T", str(max(1, round(seconds))), "postgres"],
            check=True, capture_output=True, text=True,
        )
        rate = re.search(r"^tps = ([0-9.]+)", done.stdout, re.MULTILINE)
        if not rate:
            raise RuntimeError(f"pgbench made no transaction: {done.stdout}")
        return float(rate.group(1)), float(re.search(r"latency average = ([0-9.]+)", done.stdout).group(1))

    def stop(self):
        subprocess.run([ROOT / "tests/support/postgres", "stop", self._folder], check=True)
