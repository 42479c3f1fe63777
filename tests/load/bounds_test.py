"""What clients may take at once: requests, connections, descriptors. Beyond it they are told so, and the rest goes on."""

import fcntl
import unittest

from service import PROBE, HttpTest
from wire_client import Wire, get, request, wait_until

JSON = "Content-Type: application/json"


class BoundsTest(HttpTest):
    def assert_alive(self):
        """The admin listener answers, whatever clients do."""
        with Wire(self.admin_port) as wire:
            self.assertEqual(wire.ask(get("/live")).status, 200)


class InFlight(BoundsTest):
    settings = {"server.max_in_flight": 4}

    def test_requests_beyond_the_bound_are_told_to_come_back(self):
        gate = self.deployment.folder / "gate"
        with open(gate, "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            held = [self.connect() for _ in range(4)]
            for wire in held:
                wire.send(get(f"/api/wire/hold?gate={gate}"))
            wait_until(lambda: self.metric("tenon_http_requests_in_flight") == 4, "four requests in flight")
            refused = self.connect()
            for data in (PROBE, request("POST", "/api/wire/take", body=b"x" * 400_000), PROBE):
                answer = refused.ask(data)
                self.assertEqual(answer.status, 503)
                self.assertGreater(int(answer["retry-after"]), 0)
            self.assert_alive()
        for wire in held:
            self.assertEqual(wire.answer().status, 200)
        self.assert_in_step(refused)


class Burst(BoundsTest):
    def test_clients_that_come_at_once_are_all_served(self):
        wires = [self.connect() for _ in range(500)]
        for wire in wires:
            wire.send(PROBE)
        for wire in wires:
            self.assertEqual(wire.answer().status, 200)


class Connections(BoundsTest):
    settings = {
        "server.max_connections": 100, "server.max_connections_per_peer": 8, "server.trusted_proxies": "127.0.0.64/26",
    }

    def open(self, count, source):
        wires = [self.connect(source=source) for _ in range(count)]
        for wire in wires:
            self.assert_in_step(wire)
        return wires

    def assert_full(self, source, status):
        answer = self.ask(PROBE, source=source)
        self.assertEqual((answer.status, answer["connection"]), (status, "close"))
        self.assertGreater(int(answer["retry-after"]), 0)

    def is_served(self, source):
        answer = self.ask(PROBE, source=source)
        return answer is not None and answer.status == 200

    def tearDown(self):
        self.doCleanups()
        wait_until(lambda: self.metric("tenon_http_connections_open") == 0, "the end of all connections")

    def test_one_address_may_have_so_many(self):
        wires = self.open(8, "127.0.0.2")
        self.assert_full("127.0.0.2", 429)
        self.open(8, "127.0.0.3")
        self.assert_in_step(wires[0])
        wires[1].close()
        wait_until(lambda: self.is_served("127.0.0.2"), "the place of the one that left")

    def test_a_flood_of_one_address_disturbs_no_other(self):
        flood = [self.connect(source="127.0.0.2") for _ in range(80)]
        for _ in range(10):
            self.assertTrue(self.is_served("127.0.0.3"))
        self.assert_alive()
        for wire in flood:
            wire.close()
        wait_until(lambda: self.is_served("127.0.0.2"), "the end of the flood")

    def test_trusted_proxies_and_loopback_may_have_more(self):
        self.open(20, "127.0.0.1")
        self.open(20, "127.0.0.70")

    def test_all_together_may_have_so_many(self):
        self.open(100, "127.0.0.1")
        self.assert_full("127.0.0.1", 503)
        self.assert_full("127.0.0.2", 503)
        self.assert_alive()


class Descriptors(BoundsTest):
    has_account = True
    DESCRIPTORS = 256

    def test_a_flood_leaves_enough_for_work_and_ends_without_a_trace(self):
        self.server.kill()
        type(self).start(descriptors=self.DESCRIPTORS)
        limited = self.server.log_lines("server.connections.limited")[-1]
        self.assertLess(limited["connections"], self.DESCRIPTORS / 2)
        first = self.connect()
        self.assert_in_step(first)
        flood = [self.connect() for _ in range(3 * self.DESCRIPTORS)]
        for wire in flood:
            wire.send(b"GET /")  # they begin and never go on
        wait_until(lambda: self.metric("tenon_http_connections_open") >= limited["connections"], "the flood")
        for number in range(5):
            self.assert_alive()
            self.assert_in_step(first)
            stored = request("POST", "/api/things/", self.bearer, JSON, body=b'{"name": "%d"}' % number)
            spooled = request("POST", "/api/wire/take", body=b"x" * 1_000_000)
            self.assertEqual([first.ask(data).status for data in (stored, spooled)], [201, 200])
        for wire in flood:
            wire.reset()
        wait_until(lambda: self.metric("tenon_http_connections_open") == 1, "the end of the flood")
        self.assertEqual(self.ask(PROBE).status, 200)
        self.assert_in_step(first)


if __name__ == "__main__":
    unittest.main()
