"""PostgreSQL goes away and comes back: requests are told so at once, and the server goes on without a restart."""

import unittest

import checks
from clients import start_clients
from databases import Postgres
from fault_test_base import FaultTest
from rounds import Rounds


class DatabaseGone(FaultTest):
    @classmethod
    def setUpClass(cls):
        cls.database = Postgres()
        cls.addClassCleanup(cls.database.close)

    def setUp(self):
        super().setUp()
        name = "t" + self.id().rsplit("_", 1)[-1]
        self.run_node(self.database.own(name))

    def test_an_idle_server_notices_and_recovers(self):
        self.assert_created(self.create("before"))
        self.database.stop()
        try:
            self.assert_unavailable(self.create("during"), "DATABASE_UNAVAILABLE")
            self.assert_unavailable(self.session.send("GET", "/api/ledger/records"), "DATABASE_UNAVAILABLE")
            status, unwell = self.readiness()
            self.assertEqual((status, unwell["database"]), (503, "out of service"))
            self.assertLessEqual(unwell.keys(), {"database", "nodes"})
            self.assertEqual(self.readiness("/live"), (200, {}))
        finally:
            self.database.start()
        self.assert_created(self.create("after"))
        self.assertEqual(self.names(), ["after", "before"])
        self.node.server.wait_for(lambda: self.readiness() == (200, {}), "every component to be well again")
        self.assert_intact(3)

    def test_a_stop_in_the_midst_of_transactions(self):
        self.writes_survive(self.stop_and_start)

    def test_terminated_sessions(self):
        self.writes_survive(self.node.database.drop_sessions)

    def test_a_database_that_takes_no_changes(self):
        self.assert_created(self.create("before"))
        self.node.database.execute(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$"
        )
        self.node.database.drop_sessions()
        self.assert_unavailable(self.create("during"), "READ_ONLY")
        self.assertEqual(self.names(), ["before"])
        self.node.database.execute(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_read_only', current_database()); END $$"
        )
        self.node.database.drop_sessions()
        self.assert_created(self.create("after"))

    def stop_and_start(self):
        self.database.stop()
        self.database.start()

    def writes_survive(self, fault):
        memory, clients = start_clients(self.node.server.port, self.node.sign_in(), "r", 1, clients=16, writes=240)
        memory.wait_for(60, 30)
        fault()
        for client in clients:
            client.join()
        self.assertEqual({status for status in memory.refusals if status != 503}, set())
        rounds = Rounds(self.node, 1)
        self.assertEqual(rounds.replay(self.session, memory), [])
        rounds.settle()
        self.assertEqual(memory.surprises + checks.faults(self.node, memory, "r"), [])
        self.assert_intact(memory.acknowledged // 2)


if __name__ == "__main__":
    unittest.main()
