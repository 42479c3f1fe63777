"""The calendar jumps by an hour, in both directions: nothing is lost, doubled or put off, and nobody is let in by it."""

import json
import unittest

from fault_test_base import FaultTest, Faults

HOUR = 3600
STEPS = 200  # Enough to jump in their midst


class Jump(FaultTest):
    def setUp(self):
        super().setUp()
        self.faults = Faults(self.folder)
        self.addCleanup(self.faults.close)
        self.run_node(environment=self.faults.environment, **{"audit.checkpoint_interval": "1s"})
        self.rows = self.node.database.rows

    def test_tokens_expire_by_the_calendar_and_a_new_one_is_given(self):
        self.assertEqual(self.names(), [])
        self.faults.move_clock(HOUR)
        self.assertEqual(self.session.send("GET", "/api/ledger/records")[0], 401)
        self.session = self.new_session()
        self.assertEqual(self.names(), [])
        self.faults.move_clock(-HOUR)
        self.assertEqual(self.session.send("GET", "/api/ledger/records")[0], 401)  # issued in what is now the future
        self.session = self.new_session()
        self.assertEqual(self.names(), [])

    def test_jobs_run_once_across_jumps(self):
        for number, jump in enumerate((HOUR, -HOUR, 0)):
            self.assertEqual(self.transfer(f"across-{number}", STEPS)[0], 202)
            self.node.server.wait_for(lambda: self.total() > STEPS * number + 20, "the first steps")
            self.faults.move_clock(jump)
            self.session = self.new_session()
            self.node.server.wait_for(lambda: self.ended() == number + 1, "the job's end")
        self.assertEqual(self.total(), 3 * STEPS)
        self.assertEqual(self.rows("SELECT DISTINCT attempt FROM tenon_job WHERE kind = 'ledger.transfer'"), [(1,)])

    def test_what_is_queued_does_not_wait_for_a_calendar_that_was_set_back(self):
        for number in range(12):  # more than run at once
            self.transfer(f"queued-{number}", 40)
        self.faults.move_clock(-HOUR)
        self.node.server.wait_for(lambda: self.ended() == 12, "the end of all jobs")
        self.assertEqual(self.total(), 480)

    def test_the_audit_trail_is_sealed_and_signed_across_jumps(self):
        for jump in (HOUR, -HOUR, 0):
            self.faults.move_clock(jump)
            self.session = self.new_session()
            self.assert_created(self.create(f"at {jump}"))
            self.node.server.wait_for(
                lambda: self.rows("SELECT COUNT(*) FROM tenon_audit WHERE position IS NULL") == [(0,)], "the seals"
            )
            self.node.server.wait_for(lambda: self.signed() >= self.last_position(), "a checkpoint")
        self.assertEqual(self.node.server.stop(), 0)
        verified = self.node.verify_audit()
        self.assertTrue(verified["ok"], verified)
        self.assertEqual(verified["clock_steps"], 1)

    def test_events_are_delivered_across_jumps(self):
        for jump in (HOUR, -HOUR, 0):
            self.faults.move_clock(jump)
            self.session = self.new_session()
            self.assert_created(self.create(f"event at {jump}"))
            heard = f"SELECT COUNT(*) FROM ledger_heard WHERE token = 'event at {jump}'"
            self.node.server.wait_for(lambda: self.rows(heard) == [(1,)], "the delivery")

    def test_a_key_is_remembered_across_jumps(self):
        first = self.create("keyed", Idempotency_Key="k")
        self.faults.move_clock(-HOUR)
        self.session = self.new_session()
        again = self.create("keyed", Idempotency_Key="k")
        self.assertEqual((first[0], first[2]), (again[0], again[2]))
        self.assertEqual(self.names(), ["keyed"])

    def transfer(self, token, steps):
        return self.session.send("POST", "/api/ledger/transfers", {"token": token, "steps": steps})

    def total(self):
        return self.rows("SELECT value FROM ledger_total")[0][0]

    def ended(self):
        return self.rows("SELECT COUNT(*) FROM tenon_job WHERE kind = 'ledger.transfer' AND status = 'succeeded'")[0][0]

    def last_position(self):
        return self.rows("SELECT position FROM tenon_audit_head")[0][0]

    def signed(self):
        file = self.folder / "var" / "audit" / "checkpoints.jsonl"
        lines = file.read_text().splitlines() if file.exists() else []
        return max((json.loads(line)["position"] for line in lines), default=0)


class RateLimit(FaultTest):
    def test_the_limit_neither_vanishes_nor_lasts_when_the_calendar_jumps(self):
        faults = Faults(self.folder)
        self.addCleanup(faults.close)
        self.run_node(environment=faults.environment, **{"api.rate_limits": "true", "api.requests_per_minute": 10})
        anybody = self.session.again()
        self.addCleanup(anybody.close)
        anybody._token = ""
        self.assertIn(429, {anybody.send("GET", "/api/health/")[0] for _ in range(15)})
        for jump in (HOUR, -HOUR, 0):
            faults.move_clock(jump)
            status, fields, _ = anybody.send("GET", "/api/health/")
            self.assertEqual(status, 429)
            self.assertLessEqual(int(fields["retry-after"]), 60)


if __name__ == "__main__":
    unittest.main()
