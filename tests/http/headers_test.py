"""What answers carry: always the fields that protect, never what a client put in, never what is none of its business."""

import json
import unittest

from service import HttpTest
from wire_client import get, request

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
PROTECTING = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": POLICY,
}
JSON = "Content-Type: application/json"
INTERNALS = (b"/work", b"/usr", b"/tmp", b".cpp", b".so", b"std::", b"tenon::", b"exception", b"SELECT", b"INSERT", b"secret", b"sqlite")


class Fields(HttpTest):
    has_account = True

    def test_every_answer_protects_the_browser(self):
        for status, data in (
            (200, get("/api/echo?number=1")),
            (200, get("/api/schema/swagger-ui/")),
            (200, request("HEAD", "/api/echo?number=1")),
            (204, request("OPTIONS", "/api/echo")),
            (304, get("/api/schema/", "If-None-Match: *")),
            (400, get("/api/echo")),
            (400, b"nonsense\r\n\r\n"),
            (400, get("/api/..")),
            (401, get("/api/things/")),
            (401, request("POST", "/api/things/", body=b"{}")),
            (404, get("/api/nowhere")),
            (405, request("TRACE", "/api/echo")),
            (413, request("POST", "/api/wire/take", "Content-Length: 99999999")),
            (414, get("/" + "a" * 9000)),
            (415, request("POST", "/api/echo", "Content-Type: text/plain", body=b"x")),
            (418, request("POST", "/api/failures/error", self.bearer)),
            (431, get("/", "X: " + "a" * 17_000)),
            (500, request("POST", "/api/failures/exception", self.bearer)),
            (501, request("CONNECT", "a:443")),
            (503, request("POST", "/api/failures/unavailable", self.bearer)),
            (505, b"GET / HTTP/1.2\r\n\r\n"),
        ):
            with self.subTest(status=status, data=data[:40]):
                answer = self.ask(data)
                if status != 304 or answer.status != 200:  # a document without a tag is sent again
                    self.assertEqual(answer.status, status, answer)
                for name, value in PROTECTING.items():
                    self.assertEqual(answer[name], value)
                self.assertRegex(answer["x-request-id"], r"^[\w.-]{8,64}$")
                self.assertNotIn("server", answer)
                self.assertNotIn("x-powered-by", answer)
                self.assertNotIn("strict-transport-security", answer)  # not by TLS

    def test_answers_to_somebody_and_to_writes_are_not_kept_by_caches(self):
        for data, caching in (
            (get("/api/things/", self.bearer), "private, no-cache"),
            (request("POST", "/api/echo", JSON, body=b"{}"), "no-store"),
            (request("POST", "/api/auth/login", JSON, body=b"{}"), "no-store"),
        ):
            self.assertEqual(self.ask(data)["cache-control"], caching)

    def test_an_error_tells_nothing_about_the_server(self):
        for way in ("number", "text", "exception", "own", "fault", "missing"):
            with self.subTest(way):
                answer = self.ask(request("POST", f"/api/failures/{way}", self.bearer))
                self.assertGreaterEqual(answer.status, 404)
                for word in INTERNALS:
                    self.assertNotIn(word, answer.body)

    def test_an_error_does_not_repeat_what_was_sent(self):
        for data in (
            get("/api/c4n4ry<script>"),
            get("/api/echo?number=c4n4ry<script>"),
            get("/api/things/", "Authorization: Bearer c4n4ry"),
            get("/api/things/", "Authorization: Basic c4n4ry"),
            request("POST", "/api/auth/login", JSON, body=b'{"username": "c4n4ry", "password": "c4n4ry"}'),
            request("POST", "/api/echo", JSON, body=b'{"name": "c4n4ry'),
            b"GET / HTTP/1.1\r\nHost: c4n4ry/\r\n\r\n",
        ):
            with self.subTest(data):
                answer = self.ask(data)
                self.assertGreaterEqual(answer.status, 400)
                self.assertNotIn(b"c4n4ry", answer.body)

    def test_a_value_cannot_become_a_field(self):
        for value in ("%0d%0aX-Injected:%20yes", "%0aX-Injected:yes", "%0dX-Injected:yes", "a%0d%0a%0d%0a<script>", "%7f"):
            with self.subTest(value), self.connect() as wire:
                answer = wire.ask(get(f"/api/wire/reflect?value={value}"))
                self.assertEqual(answer.status, 500)
                self.assertNotIn("x-injected", answer)
                self.assertNotIn("x-reflected", answer)
                self.assert_in_step(wire)

    def test_encoded_words_and_the_like_stay_as_they_are(self):
        for value in ("=?utf-8?B?YQ0KWC1Jbmo6IHllcw==?=", "=?utf-8?Q?a=0D=0AX-Injected:_yes?=", "%0d%0aX: a", "\\r\\nX: a", "\xc3\xa9"):
            with self.subTest(value):
                answer = self.ask(get("/api/wire/reflect", f"X-Value: {value}"))
                self.assertEqual((answer.status, answer["x-reflected"]), (200, value))
                self.assertNotIn("x-injected", answer)

    def test_only_a_sane_request_id_is_taken_over(self):
        for sent, is_taken in (
            ("a-sane.one_1", True), ("short", False), ("x" * 65, False), ("with blanks", False), ("<script>1", False),
            ("\xe9" * 8, False),
        ):
            with self.subTest(sent):
                answer = self.ask(get("/api/echo?number=1", f"X-Request-Id: {sent}"))
                self.assertEqual(answer["x-request-id"] == sent, is_taken)

    def test_tokens_of_other_makes_are_refused(self):
        header, payload, signature = self.token.split(".")
        none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0"  # {"alg":"none","typ":"JWT"}
        for rule, token in (
            ("no algorithm", f"{none}.{payload}."),
            ("no algorithm, with the signature", f"{none}.{payload}.{signature}"),
            ("four parts", f"{self.token}.x"),
            ("two parts", f"{header}.{payload}"),
            ("a signature cut short", self.token[:-4]),
            ("a signature with more", self.token + "AAAA"),
            ("nothing", ""),
            ("16 KB less the rest of the header", "x" * 16_000),
        ):
            with self.subTest(rule):
                self.assert_served(get("/api/things/", f"Authorization: Bearer {token}"), 401)
        self.assert_served(get("/api/things/", self.bearer), 200)

    def test_a_foreign_origin_is_not_let_in(self):
        for origin in ("https://evil.example", "null", "*"):
            for data in (get("/api/echo?number=1", f"Origin: {origin}"), request("OPTIONS", "/api/echo", f"Origin: {origin}")):
                answer = self.ask(data)
                self.assertFalse([name for name, _ in answer.fields if name.startswith("access-control-")], answer)


class Forwarded(HttpTest):
    """Whose word about the client counts: that of 127.0.0.9, and of what stands behind it, 198.51.100.0/24."""

    settings = {"server.trusted_proxies": "127.0.0.9, 198.51.100.0/24", "api.rate_limits": "true", "api.requests_per_minute": "8"}
    PROXY, STRANGER = "127.0.0.9", "127.0.0.8"

    def test_the_log_names_whom_a_trusted_proxy_names(self):
        for number, (source, fields, peer) in enumerate(
            (
                (self.PROXY, ["X-Forwarded-For: 203.0.113.1"], "203.0.113.1"),
                (self.PROXY, ["X-Forwarded-For: 203.0.113.66, 203.0.113.2, 198.51.100.7"], "203.0.113.2"),
                (self.PROXY, ["X-Forwarded-For: 203.0.113.3", "X-Forwarded-For: 198.51.100.7"], "203.0.113.3"),
                (self.PROXY, ['X-Forwarded-For: 203.0.113.1, "evil"'], self.PROXY),
                (self.PROXY, ["Forwarded: for=203.0.113.1", "X-Real-IP: 203.0.113.1"], self.PROXY),
                (self.STRANGER, ["X-Forwarded-For: 203.0.113.1"], self.STRANGER),
                (self.STRANGER, ["X-Forwarded-For: 127.0.0.9"], self.STRANGER),
            )
        ):
            with self.subTest(fields):
                name = f"request-{number}"
                self.assertEqual(self.ask(get("/api/schema/", f"X-Request-Id: {name}", *fields), source=source).status, 200)
                self.server.wait_for(lambda: name in self.server.log(), "the line of the request")
                (line,) = [line for line in self.server.log_lines("request") if line["request_id"] == name]
                self.assertEqual(line["peer"], peer)

    def test_a_client_cannot_escape_its_limit_by_naming_others(self):
        target = "/api/echo?number=1"
        def statuses(source, hop):
            return [self.ask(get(target, f"X-Forwarded-For: {hop(n)}"), source=source).status for n in range(20)]

        self.assertEqual(set(statuses("127.0.0.7", lambda n: f"203.0.113.{n}")), {200, 429})
        self.assertEqual(set(statuses(self.PROXY, lambda n: f"192.0.2.{n}")), {200})
        self.assertEqual(set(statuses(self.PROXY, lambda n: f"192.0.2.{n}, 203.0.113.200")), {200, 429})

    def test_browsers_are_held_to_tls_where_they_came_by_it(self):
        for source, scheme, is_held in ((self.PROXY, "https", True), (self.PROXY, "http", False), ("127.0.0.6", "https", False)):
            field = f"X-Forwarded-Proto: {scheme}"
            for data in (get("/api/nowhere", field), request("POST", "/api/nowhere", field, body=b"x")):
                answer = self.ask(data, source=source)
                self.assertEqual(answer.all("strict-transport-security"), ["max-age=31536000"] if is_held else [])

    def test_forwarded_hosts_and_addresses_move_nothing(self):
        fields = [f"X-Forwarded-{name}: evil.example" for name in ("Host", "Server", "Prefix", "Port")]
        fields += ["X-Original-URL: /api/nowhere", "X-Rewrite-URL: /api/nowhere", "X-Host: evil.example"]
        answer = self.ask(get("/api/echo?number=1", *fields), source="127.0.0.5")
        self.assertEqual((answer.status, json.loads(answer.body)["number"]), (200, 1))
        self.assertNotIn(b"evil", answer.body + repr(answer.fields).encode())


if __name__ == "__main__":
    unittest.main()
