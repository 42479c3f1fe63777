"""What the tests of faults share: a server on SQLite whose disk and calendar are ours, and the words for its answers."""

import json
import mmap
import os
import pathlib
import struct
import tempfile
import unittest

import support
from databases import Sqlite
from node import Node, Session

FAULTS = pathlib.Path(os.environ.get("TENON_LEDGER", "")) / "faults.so"
UNAVAILABLE = 503


class Faults:
    """What faults.so does in the server: see there."""

    def __init__(self, folder):
        self._file = pathlib.Path(folder) / "faults"
        self._file.write_bytes(bytes(mmap.PAGESIZE))
        with self._file.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), mmap.PAGESIZE)
        self.environment = {"LD_PRELOAD": str(FAULTS), "TENON_FAULTS": str(self._file)}

    def move_clock(self, seconds):
        """Puts the calendar so far ahead of the real one."""
        struct.pack_into("q", self._memory, 0, seconds)

    def fail_writes(self, cause):
        """Makes every change of a file fail with this errno; 0 ends it."""
        struct.pack_into("i", self._memory, 8, cause)

    def close(self):
        self._memory.close()


class FaultTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="tenon-durability-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_node(self, database=None, environment=None, **settings):
        """A server with an administrator; self.session speaks for that one."""
        settings.setdefault("server.admin_listen", "127.0.0.1:0")
        self.node = Node(self.folder, database or Sqlite(self.folder / "var"), environment, **settings)
        self.node.add_admin()
        self.addCleanup(self.node.kill)
        self.admin_port = self.node.start().log_lines("server.started")[-1]["admin_port"]
        self.session = self.new_session()

    def new_session(self):
        session = Session(self.node.server.port, self.node.sign_in())
        self.addCleanup(session.close)
        return session

    def create(self, name, **fields):
        return self.session.send("POST", "/api/ledger/records", {"name": name, "value": 0}, **fields)

    def names(self):
        status, _, text = self.session.send("GET", "/api/ledger/records?limit=10000")
        self.assertEqual(status, 200, text)
        return [record["name"] for record in json.loads(text)]

    def readiness(self, path="/ready"):
        """Its status and the components that are not well, with their reasons."""
        session = Session(self.admin_port, "")
        status, _, text = session.send("GET", path)
        session.close()
        components = json.loads(text).get("components", {})
        return status, {name: part["reason"] for name, part in components.items() if part["status"] != "ok"}

    def assert_unavailable(self, answer, code=None):
        status, fields, text = answer
        self.assertEqual(status, UNAVAILABLE, text)
        self.assertGreater(int(fields["retry-after"]), 0)
        if code:
            self.assertIn(code, text)

    def assert_created(self, answer):
        self.assertEqual(answer[0], 201, answer[2])

    def assert_intact(self, rows_at_least):
        """Ends the server and walks the audit trail."""
        self.assertEqual(self.node.server.stop(), 0)
        verified = self.node.verify_audit()
        self.assertTrue(verified["ok"], verified)
        self.assertGreaterEqual(verified["rows"], rows_at_least)
        self.assertEqual(self.node.database.faults(), [])
