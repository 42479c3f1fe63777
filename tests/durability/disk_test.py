"""The disk is full, read-only or broken for a while: writes are told so, reads go on, nothing has to be restarted."""

import ctypes
import errno
import json
import os
import subprocess
import time
import unittest

from fault_test_base import FaultTest, Faults

CLONE_NEWNS = 0x20000


class FailingDisk(FaultTest):
    """Every change of a file fails, the log's included."""

    def setUp(self):
        super().setUp()
        self.faults = Faults(self.folder)
        self.addCleanup(self.faults.close)
        self.run_node(environment=self.faults.environment)
        self.assert_created(self.create("before"))

    def test_a_full_disk_is_told_and_left_behind(self):
        self.passes(errno.ENOSPC, "STORAGE_FULL", "the disk is full")

    def test_a_read_only_disk_is_told_and_left_behind(self):
        self.passes(errno.EROFS, "DATABASE_UNAVAILABLE", "the disk is read-only")

    def test_a_broken_disk_is_told_and_left_behind(self):
        self.passes(errno.EIO, "DATABASE_UNAVAILABLE", "the disk is out of service")

    def passes(self, cause, code, reason):
        self.faults.fail_writes(cause)
        for _ in range(3):
            self.assert_unavailable(self.create("during"), code)
        self.assert_unavailable(self.create("keyed", Idempotency_Key="k"), code)
        self.assertEqual(self.names(), ["before"])
        status, faults = self.readiness()
        self.assertEqual((status, faults.get("storage")), (200, reason))
        self.faults.fail_writes(0)
        self.assert_created(self.create("during"))
        self.assert_created(self.create("keyed", Idempotency_Key="k"))
        self.assertEqual(self.readiness(), (200, {}))
        self.assertEqual(self.names(), ["before", "during", "keyed"])
        self.assert_intact(4)

    def test_the_answer_has_the_form_of_its_dialect(self):
        self.faults.fail_writes(errno.ENOSPC)
        status, _, text = self.create("during", X_API_Dialect="gaara")
        self.assertEqual(status, 503)
        self.assertRegex(text, r'^\{"status":"error","error":\{"code":"STORAGE_FULL","message":"[^"]+"')

    def test_an_upload_leaves_nothing_behind(self):
        files = self.files()
        self.faults.fail_writes(errno.ENOSPC)
        for content in (b"small", bytes(3_000_000)):
            self.assert_unavailable(self.session.upload("/api/ledger/files", "during", content))
            self.session = self.same_session_anew()
        self.faults.fail_writes(0)
        self.assertEqual(self.files(), files)
        self.assertEqual(self.session.upload("/api/ledger/files", "during", b"small")[0], 201)

    def same_session_anew(self):
        """A body that could not be stored costs the connection, and signing in would need the disk."""
        session = self.session.again()
        self.addCleanup(session.close)
        return session

    def test_a_job_waits_for_the_disk(self):
        body = {"token": "patient", "steps": 200}
        self.assertEqual(self.session.send("POST", "/api/ledger/transfers", body)[0], 202)
        self.faults.fail_writes(errno.ENOSPC)
        self.node.server.wait_for(lambda: self.create("during")[0] == 503, "a refused write")
        self.faults.fail_writes(0)
        rows = self.node.database.rows
        self.node.server.wait_for(
            lambda: rows("SELECT status FROM tenon_job WHERE kind = 'ledger.transfer'") == [("succeeded",)], "the job's end"
        )
        self.assertEqual(rows("SELECT value FROM ledger_total"), [(200,)])

    def files(self):
        return sorted(path for path in (self.folder / "var").rglob("*") if path.is_file() and path.parent.name != "audit")


class SmallDisk(FaultTest):
    """A real disk that gets full, the log with it: a file system in memory, mounted for this process and its children."""

    @classmethod
    def setUpClass(cls):
        libc = ctypes.CDLL(None, use_errno=True)
        if os.geteuid() != 0 or libc.unshare(CLONE_NEWNS) != 0:
            raise unittest.SkipTest("only root may mount a small disk")
        subprocess.run(["mount", "--make-rprivate", "/"], check=True)

    def setUp(self):
        super().setUp()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", self.folder], check=True)
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.folder], check=True)
        self.run_node()

    def fill(self):
        """Takes what is left, to the last byte."""
        with (self.folder / "filler").open("wb", buffering=0) as filler:
            for piece in (1 << 20, 4096, 1):
                try:
                    while True:
                        filler.write(bytes(piece))
                except OSError as error:
                    self.assertEqual(error.errno, errno.ENOSPC)

    def test_nothing_acknowledged_is_lost(self):
        self.fill()
        acknowledged = []
        refused = 0
        while refused < 3:
            name = f"n{len(acknowledged)}"
            answer = self.session.send("POST", "/api/ledger/deposits", {"token": name * 10})
            if answer[0] == 201:
                acknowledged.append(name * 10)
            else:
                self.assert_unavailable(answer, "STORAGE_FULL")
                refused += 1
        self.assert_unavailable(self.session.upload("/api/ledger/files", "during", b"small"), "STORAGE_FULL")
        is_over = time.monotonic() + 0.5
        while time.monotonic() < is_over:  # each is a line of the log, which is written after a tenth of a second
            self.assertEqual(self.names(), [])
        self.assertEqual(self.readiness(), (200, {"storage": "the disk is full"}))
        (self.folder / "filler").unlink()
        self.assert_created(self.create("after"))
        self.assertEqual(self.session.upload("/api/ledger/files", "after", b"small")[0], 201)
        self.assertEqual(self.readiness(), (200, {}))
        stored = [token for token, in self.node.database.rows("SELECT token FROM ledger_deposit ORDER BY id")]
        self.assertEqual(stored, acknowledged)
        self.assert_intact(len(acknowledged) + 1)
        self.assertEqual(self.torn_lines(), 1)
        self.assertGreater(self.dropped_lines(), 20)

    def torn_lines(self):
        """The one that the disk took half of when it was full."""
        return sum(not line.endswith("}") for line in self.node.server.log().splitlines())

    def dropped_lines(self):
        lines = [json.loads(line) for line in self.node.server.log().splitlines() if line.endswith("}")]
        return sum(line["lines"] for line in lines if line["event"] == "log.dropped")


if __name__ == "__main__":
    unittest.main()
