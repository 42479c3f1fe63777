"""Bodies: asked for once, refused early, left over, in any number and order; the connection never loses its step."""

import re
import threading
import unittest

from service import PROBE, SMUGGLED, HttpTest
from wire_client import chunked, get, request

CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
EXPECT = "Expect: 100-continue"
MEGABYTE = 1024 * 1024
JSON = "Content-Type: application/json"

# Each is refused as soon as its header is read, whatever follows it.
EARLY = [
    ("without a token", "/api/things/", [], 401),
    ("with a bad token", "/api/things/", ["Authorization: Bearer x.y.z"], 401),
    ("no such route", "/api/nowhere", [], 404),
    ("no such method", "/api/schema/", [], 405),
    ("a path that is none", "/api/%ff", [], 400),
]


class Bodies(HttpTest):
    has_account = True

    def test_an_early_answer_leaves_nothing_to_be_taken_for_a_request(self):
        for rule, target, fields, status in EARLY:
            for body in (SMUGGLED, b"x" * MEGABYTE, SMUGGLED * 3000):
                for data in (
                    request("POST", target, *fields, body=body),
                    request("POST", target, *fields, "Transfer-Encoding: chunked") + chunked(body),
                ):
                    with self.subTest(rule, size=len(body)):
                        self.assert_refused(data, status)

    def test_an_early_answer_can_be_read_after_a_long_body(self):
        for target, size, status in (("/api/things/", 20 * MEGABYTE, 401), ("/api/wire/take", 60 * MEGABYTE, 413)):
            with self.subTest(target), self.connect() as wire:
                wire.send(request("POST", target, f"Content-Length: {size}"))
                for _ in range(size // MEGABYTE):
                    self.assertTrue(wire.send(b"x" * MEGABYTE), "cut off before the body was sent")
                self.assertEqual(wire.answer().status, status)
                self.assertTrue(wire.is_closed())

    def test_a_route_may_take_less_than_the_server(self):
        for size, status in ((2000, 400), (2001, 413)):
            data = request("POST", "/api/anything", self.bearer, JSON, body=b"x" * size)
            self.assertEqual(self.ask(data).status, status)

    def test_a_chunked_body_is_refused_where_it_gets_too_long(self):
        wire = self.connect()
        wire.send(request("POST", "/api/wire/take", "Transfer-Encoding: chunked"))
        for _ in range(40):
            wire.send(chunked(b"x" * MEGABYTE).removesuffix(b"0\r\n\r\n"))
        self.assertEqual([answer.status for answer in wire.answers()], [413])

    def test_a_request_with_a_refused_content_keeps_the_connection(self):
        # The body was read: the handler's refusal says nothing about the connection.
        for rule, fields, body, status in (
            ("no JSON", [JSON], b"{", 400),
            ("unknown field", [JSON], b'{"other": 1}', 400),
            ("the same member twice", [JSON], b'{"number": 1, "number": 2}', 400),
            ("nested 65 deep", [JSON], b'{"any": ' + b"[" * 65 + b"]" * 65 + b"}", 400),
            ("nested 1,000 deep", [JSON], b'{"any": ' + b"[" * 1000 + b"]" * 1000 + b"}", 400),
            ("an integer beyond 64 bits", [JSON], b'{"number": 18446744073709551616}', 400),
            ("not UTF-8", [JSON], b'{"name": "\xff"}', 400),
            ("another type", ["Content-Type: text/plain"], b"x", 415),
            ("multipart without a boundary", ["Content-Type: multipart/form-data"], b"x", 400),
        ):
            with self.subTest(rule):
                self.assert_served(request("POST", "/api/echo", *fields, body=body), status)

    def test_the_client_is_told_to_go_on_once(self):
        for data in (b"12345", chunked(b"12345")):
            length = "Transfer-Encoding: chunked" if data.endswith(b"\r\n") else "Content-Length: 5"
            with self.subTest(length), self.connect() as wire:
                wire.send(request("POST", "/api/wire/take", length, EXPECT))
                self.assertEqual(wire.head(), CONTINUE)
                wire.send(data[:3])
                wire.send(data[3:])
                self.assertEqual(wire.answer().status, 200)
                self.assert_in_step(wire)

    def test_a_client_that_sends_its_body_at_once_is_not_told_to(self):
        wire = self.connect()
        self.assertEqual(wire.ask(request("POST", "/api/wire/take", EXPECT, body=b"12345")).status, 200)
        self.assert_in_step(wire)

    def test_nobody_is_told_to_go_on_who_will_be_refused(self):
        length = f"Content-Length: {60 * MEGABYTE}"
        for rule, target, fields, status in [*EARLY, ("too large", "/api/wire/take", [], 413)]:
            with self.subTest(rule):
                self.assert_refused(request("POST", target, *fields, length, EXPECT), status)

    def test_an_expectation_without_a_body_is_not_answered(self):
        self.assert_served(get("/api/echo?number=1", EXPECT), 200)
        self.assert_served(request("POST", "/api/wire/take", EXPECT, body=b""), 200)

    def test_http_1_0_expects_nothing(self):
        wire = self.connect()
        wire.send(b"POST /api/wire/take HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
        wire.send(b"12345")
        self.assertEqual([answer.status for answer in wire.answers()], [200])

    def test_another_expectation_is_ignored(self):
        self.assert_served(request("POST", "/api/wire/take", "Expect: 200-ok", body=b"12345"), 200)


class Pipelining(HttpTest):
    def test_answers_come_in_the_order_of_the_requests(self):
        count = 10_000
        requests = b"".join(get(f"/api/echo?number={number}") for number in range(1, count + 1))
        wire = self.connect()
        sender = threading.Thread(target=wire.send, args=(requests,))
        sender.start()
        for number in range(1, count + 1):
            answer = wire.answer()
            self.assertEqual(int(re.search(rb'"number":(\d+)', answer.body)[1]), number)
        sender.join()
        self.assert_in_step(wire)

    def test_requests_with_and_without_bodies_mix(self):
        row = [
            (request("POST", "/api/wire/take", "Transfer-Encoding: chunked") + chunked(b"a" * 70_000, PROBE), 200),
            (get("/api/nowhere"), 404),
            (request("POST", "/api/wire/take", body=b"b" * 300_000), 200),
            (b"OPTIONS /api/echo HTTP/1.1\r\nHost: a\r\n\r\n", 204),
            (request("POST", "/api/echo", JSON, body=b"{"), 400),
            (get("/api/wire/large?bytes=3000000"), 200),
            (request("DELETE", "/api/echo"), 405),
        ]
        wire = self.connect()
        sender = threading.Thread(target=wire.send, args=(b"".join(data for data, _ in row) * 5,))
        sender.start()
        for _ in range(5):
            for data, status in row:
                self.assertEqual(wire.answer().status, status, data[:60])
        sender.join()
        self.assert_in_step(wire)

    def test_nothing_behind_a_refused_request_is_served(self):
        wire = self.connect()
        wire.send(PROBE + PROBE + b"nonsense\r\n\r\n" + SMUGGLED)
        self.assertEqual([answer.status for answer in wire.answers()], [200, 200, 400])


if __name__ == "__main__":
    unittest.main()
