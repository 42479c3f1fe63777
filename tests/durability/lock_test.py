"""Another process writes to the SQLite file for longer than anybody waits."""

import sqlite3
import unittest

from fault_test_base import FaultTest


class LockedFile(FaultTest):
    def test_writes_are_told_to_come_back_and_reads_go_on(self):
        self.run_node(**{"database.wait": "200ms"})
        self.assert_created(self.create("before"))
        other = sqlite3.connect(self.folder / "var" / "tenon.db", isolation_level=None)
        self.addCleanup(other.close)
        other.execute("BEGIN IMMEDIATE")
        self.assert_unavailable(self.create("during"), "BUSY")
        self.assertEqual(self.names(), ["before"])
        other.execute("ROLLBACK")
        self.assert_created(self.create("during"))
        self.assert_intact(3)


if __name__ == "__main__":
    unittest.main()
