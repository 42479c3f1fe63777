"""A key whose request was cut off in the midst of an effect outside of a transaction."""

import json
import threading
import unittest

from fault_test_base import FaultTest


class CutOff(FaultTest):
    def test_the_key_is_answered_with_what_is_known(self):
        self.run_node()
        done = f"SELECT COUNT(*) FROM ledger_deposit WHERE token = 'slow'"
        client = threading.Thread(target=self.send_and_lose)
        client.start()
        self.node.server.wait_for(lambda: self.node.database.rows(done) == [(1,)], "the effect")
        status, _, text = self.deposit(self.session)
        self.assertEqual((status, json.loads(text)["code"]), (409, "REQUEST_IN_PROGRESS"))
        self.node.kill()
        client.join()
        self.node.start()
        status, _, text = self.deposit(self.new_session())
        self.assertEqual((status, json.loads(text)["code"]), (409, "OUTCOME_UNKNOWN"))
        self.assertEqual(self.node.database.rows(done), [(1,)])

    def send_and_lose(self):
        session = self.session.again()
        self.assertRaises(OSError, self.deposit, session)
        session.close()

    def deposit(self, session):
        return session.send("POST", "/api/ledger/slow-deposits", {"token": "slow"}, Idempotency_Key="k")


if __name__ == "__main__":
    unittest.main()
