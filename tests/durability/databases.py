"""The two databases as the tests see them: from outside of the server, and from below."""

import json
import os
import pathlib
import signal
import sqlite3
import subprocess
import tempfile
import time

SUPPORT = pathlib.Path(__file__).resolve().parent.parent / "support"
LONGEST_WAIT = 60


class Sqlite:
    """The database file in the server's data folder."""

    def __init__(self, folder):
        self.file = pathlib.Path(folder) / "tenon.db"
        self.settings = {}

    def rows(self, sql):
        with sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=LONGEST_WAIT) as connection:
            return connection.execute(sql).fetchall()

    def faults(self):
        """What the database finds wrong with itself."""
        return [row[0] for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    def close(self):
        pass


class PostgresDatabase:
    """One database of a PostgreSQL server."""

    def __init__(self, url):
        self.url = url
        self.settings = {"database.url": url}

    def rows(self, sql):
        command = ["psql", "-X", "-q", "-A", "-t", "-d", self.url, "-c", f"SELECT to_json(r) FROM ({sql}) AS r"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_WAIT, check=True)
        return [tuple(json.loads(line).values()) for line in done.stdout.splitlines()]

    def execute(self, sql):
        """As an administrator, who may write even where that is turned off."""
        command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.url, "-c", sql]
        environment = {**os.environ, "PGOPTIONS": "-c default_transaction_read_only=off"}
        subprocess.run(command, capture_output=True, timeout=LONGEST_WAIT, check=True, env=environment)

    def drop_sessions(self):
        """Ends every session of the server under test."""
        self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name = 'tenon' AND datname = current_database()"
        )

    def faults(self):
        """A server that checks its pages itself."""
        return []


class Postgres(PostgresDatabase):
    """A PostgreSQL server of our own that keeps its promises: nothing about its durability is turned off."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tenon-durability-pg-"))
        super().__init__(self._support("start"))

    def _support(self, action):
        done = subprocess.run([SUPPORT / "postgres", action, self.folder], capture_output=True, text=True, timeout=LONGEST_WAIT)
        if done.returncode != 0:
            raise OSError(f"postgres {action}: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def own(self, name):
        """A database for one test on this server."""
        self.execute(f"CREATE DATABASE {name}")
        return PostgresDatabase(self.url.replace("/postgres?", f"/{name}?"))

    def stop(self):
        self._support("stop")

    def start(self):
        """Starts it; after a kill that takes as long as the last of its old processes lives."""
        deadline = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                return self._support("start")
            except OSError:
                if time.monotonic() > deadline:
                    raise

    def kill(self):
        """Ends the server and all of its sessions as a power cut would."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        family = [int(pid) for pid in pathlib.Path(f"/proc/{main}/task/{main}/children").read_text().split()]
        for pid in [main, *family]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass  # A session that ended by itself

    def close(self):
        try:
            self.stop()
        except OSError:
            pass  # A test has ended it already.
        subprocess.run(["rm", "-rf", self.folder], check=False)
