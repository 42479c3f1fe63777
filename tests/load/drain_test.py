"""A stop in the middle of traffic.

A request fails when it is answered with an error, when its answer ends half-way, or when it was carried out and its client
not told. A request whose connection ends before the first byte of an answer has not failed if it was not carried out: its
client sends it again (RFC 9110 section 9.2.2), here to the server that starts in the place of the one that stops.
"""

import json
import signal
import threading
import unittest

from service import HttpTest
from support import LONGEST_WAIT
from wire_client import Wire, chunked, get, is_listening, request, wait_until

CLIENTS, REQUESTS_EACH = 20, 500
JSON = "Content-Type: application/json"


class Client(threading.Thread):
    """Sends its requests one after the other over connections that it keeps; every tenth writes."""

    def __init__(self, test, number):
        super().__init__()
        self.test, self.number = test, number
        self.answered, self.unheard, self.fault = 0, 0, None

    def run(self):
        try:
            wire = None
            for number in range(REQUESTS_EACH):
                data, status = self.request(number)
                while True:
                    wire = wire or self.test.connected()
                    answer = wire.ask(data)
                    if answer is not None:
                        break
                    assert self.test.was_stopped, "closed without an answer before the stop"
                    self.unheard += 1
                    wire = wire.close()
                assert answer.status == status, (data, answer)
                self.answered += 1
                if "connection" in answer:
                    wire = wire.close()
            if wire:
                wire.close()
        except Exception as fault:
            self.fault = fault

    def request(self, number):
        if number % 10:
            return get(f"/api/echo?number={number + 1}"), 200
        # A second time, this is a conflict: a request that was carried out must have been answered.
        body = f'{{"name": "thing {self.number} {number}"}}'.encode()
        return request("POST", "/api/things/", self.test.bearer, JSON, body=body), 201


class Drain(HttpTest):
    has_account = True

    def setUp(self):
        self.was_stopped = False
        self.may_connect = threading.Event()
        self.may_connect.set()

    def connected(self):
        """A connection to the server that runs, as soon as there is one."""
        while True:
            self.may_connect.wait(LONGEST_WAIT)
            try:
                return Wire(self.server.port)
            except OSError:
                assert self.was_stopped

    def stop_and_start(self):
        self.was_stopped = True
        self.server.process.send_signal(signal.SIGTERM)
        self.may_connect.clear()
        self.assertEqual(self.server.process.wait(LONGEST_WAIT), 0)
        type(self).start()
        self.may_connect.set()

    def test_none_of_10_000_requests_fails(self):
        clients = [Client(self, number) for number in range(CLIENTS)]
        for client in clients:
            client.start()
        for part in (0.3, 0.7):
            wait_until(
                lambda: sum(client.answered for client in clients) > part * CLIENTS * REQUESTS_EACH
                or any(client.fault for client in clients),
                "a part of the answers",
            )
            self.stop_and_start()
        for client in clients:
            client.join(LONGEST_WAIT)
        self.assertEqual([client.fault for client in clients if client.fault], [])
        self.assertEqual(sum(client.answered for client in clients), CLIENTS * REQUESTS_EACH)
        writes = CLIENTS * REQUESTS_EACH // 10
        listed = self.ask(get("/api/things/?limit=1", self.bearer, "X-API-Dialect: gaara"))
        self.assertEqual(json.loads(listed.body)["count"], writes)

    def test_what_is_under_way_is_finished(self):
        sending, reading = self.connect(), self.connect()
        sending.send(request("POST", "/api/wire/take", "Transfer-Encoding: chunked"))
        sending.send(chunked(b"x" * 1000).removesuffix(b"0\r\n\r\n"))
        reading.send(get("/api/wire/large?bytes=20000000"))
        wait_until(lambda: self.metric("tenon_http_requests_total") >= 1, "the answer under way")
        self.server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: not is_listening(self.server.port), "the stop")
        sending.send(b"0\r\n\r\n")
        for wire in (sending, reading):
            (answer,) = wire.answers()
            self.assertEqual(answer.status, 200)
        self.assertEqual(len(answer.body), 20_000_000)
        self.assertEqual(self.server.process.wait(LONGEST_WAIT), 0)
        type(self).start()


if __name__ == "__main__":
    unittest.main()
