"""Clients that take their time: they are cut off at their deadline, one by one, and nobody else waits for them."""

import select
import time
import unittest

from service import PROBE, HttpTest
from wire_client import get, request

DEADLINE = 1.0
# The server looks at its deadlines four times a second; the rest is patience with a busy machine.
PATIENCE = 15
CHUNKED = "Transfer-Encoding: chunked"

# How many, what they begin with, what they add now and then, the status they are told.
KINDS = [
    ("headers that drip in", 80, b"GET / HTTP/1.1\r\nHost: a\r\nX: ", b"x", 408),
    ("headers that stop", 80, b"GET / HTTP/1.1\r\nHost: a\r\n", b"", 408),
    ("bodies that drip in", 40, request("POST", "/api/wire/take", "Content-Length: 5000000"), b"x", 408),
    ("bodies that stop", 40, request("POST", "/api/wire/take", "Content-Length: 5000000"), b"", 408),
    ("chunks that drip in", 40, request("POST", "/api/wire/take", CHUNKED) + b"4c4b40\r\n", b"x", 408),
    ("chunks that stop at their size", 40, request("POST", "/api/wire/take", CHUNKED) + b"fffff", b"", 408),
    ("readers that do not read", 20, get("/api/wire/large?bytes=4000000"), b"", None),
]


class SlowClients(HttpTest):
    settings = {
        "server.header_timeout": "1s", "server.body_grace": "1s", "server.send_grace": "1s", "server.minimum_rate": "1GB",
    }

    def test_slow_clients_are_cut_off_while_others_are_served(self):
        poll = select.poll()
        slow = {}
        for rule, count, beginning, drop, status in KINDS:
            for _ in range(count):
                wire = self.connect(receive_buffer=None if status else 4096)
                wire.send(beginning)
                slow[wire.fileno()] = (rule, wire, drop, status, time.monotonic())
                poll.register(wire.fileno(), select.POLLIN if status else 0)  # of the others only the end
        began = time.monotonic()
        slowest = 0
        while slow:
            self.assertLess(time.monotonic() - began, PATIENCE, f"not cut off: {[kind[0] for kind in slow.values()]}")
            asked = time.monotonic()
            self.assertEqual(self.ask(PROBE).status, 200)
            slowest = max(slowest, time.monotonic() - asked)
            for descriptor, _ in poll.poll(20):
                poll.unregister(descriptor)
                self.assert_cut(*slow.pop(descriptor))
            for _, wire, drop, _, _ in slow.values():
                if drop:
                    wire.send(drop)
        self.assertLess(slowest, 5 * DEADLINE, "a normal request waited for slow ones")

    def assert_cut(self, rule, wire, drop, status, began):
        with self.subTest(rule):
            self.assertGreater(time.monotonic() - began, DEADLINE)
            if status:
                self.assertEqual(wire.answer().status, status)
                self.assertTrue(wire.is_closed())
            wire.close()


if __name__ == "__main__":
    unittest.main()
