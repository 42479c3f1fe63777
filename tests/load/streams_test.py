"""Event streams and connections that nobody keeps: they hold no thread, and nothing of them stays."""

import fcntl
import json
import os
import random
import unittest

from service import PROBE, HttpTest
from wire_client import chunked, get, request, wait_until

STREAMS = 200
RESETS = 1_000
SEED = 7


class Streams(HttpTest):
    has_account = True

    def entries(self, kind):
        return len(os.listdir(f"/proc/{self.server.process.pid}/{kind}"))

    def test_event_streams_hold_no_thread(self):
        gate = self.deployment.folder / "gate"
        with open(gate, "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            body = json.dumps({"gate": str(gate)}).encode()
            started = self.ask(request("POST", "/api/wire/jobs", self.bearer, "Content-Type: application/json", body=body))
            self.assertEqual(started.status, 202, started)
            stream = get(json.loads(started.body)["stream_url"], self.bearer)
            self.assertEqual(self.ask(PROBE).status, 200)
            threads = self.entries("task")
            wires = [self.connect() for _ in range(STREAMS)]
            for wire in wires:
                wire.send(stream)
                self.assertTrue(wire.head().startswith(b"HTTP/1.1 200 "))
            wait_until(lambda: self.metric("tenon_http_streams_open") == STREAMS, "all streams")
            for _ in range(20):
                self.assertEqual(self.ask(PROBE).status, 200)
            self.assertLess(self.entries("task"), threads + 5)
        for wire in wires:
            self.assertIn(b"succeeded", wire.rest())
        wait_until(lambda: self.metric("tenon_http_streams_open") == 0, "the end of all streams")

    def test_connections_that_are_reset_at_any_moment_leave_nothing(self):
        chance = random.Random(SEED)
        messages = [
            PROBE,
            PROBE * 50,
            request("POST", "/api/wire/take", body=b"x" * 300_000),
            request("POST", "/api/wire/take", "Transfer-Encoding: chunked") + chunked(*[b"x" * 1000] * 20),
            request("POST", "/api/things/", "Expect: 100-continue", "Content-Length: 9"),
            get("/api/wire/large?bytes=3000000"),
            b"nonsense\r\n\r\n",
        ]
        self.assertEqual(self.ask(PROBE).status, 200)
        wait_until(lambda: self.metric("tenon_http_connections_open") == 0, "nobody else")
        threads, descriptors = self.entries("task"), self.entries("fd")
        open_ones = []
        for _ in range(RESETS):
            wire = self.connect()
            message = chance.choice(messages)
            wire.send(message[: chance.randrange(len(message) + 1)])
            open_ones.append(wire)
            while open_ones and (len(open_ones) > 50 or chance.random() < 0.5):
                leaving = open_ones.pop(chance.randrange(len(open_ones)))
                chance.choice([leaving.reset, leaving.close, leaving.finish])()
                if chance.random() < 0.01:
                    self.assertEqual(self.ask(PROBE).status, 200)
        for wire in open_ones:
            wire.reset()
        self.doCleanups()  # those that only ended their sending half
        wait_until(lambda: self.metric("tenon_http_connections_open") == 0, "the end of all connections")
        self.assertEqual(self.metric("tenon_http_requests_in_flight"), 0)
        self.assertEqual(self.ask(PROBE).status, 200)
        wait_until(lambda: self.entries("fd") <= descriptors + 5, "the end of all descriptors")
        self.assertLess(self.entries("task"), threads + 5)


if __name__ == "__main__":
    unittest.main()
