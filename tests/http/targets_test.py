"""Targets and sizes: which addresses lead to a route, which nowhere, and how much of everything is too much."""

import unittest

from service import HttpTest
from wire_client import get, request

REFUSED = [
    ("dot segments", get("/../../etc/passwd"), 400),
    ("dot segments below the prefix", get("/api/../api/echo?number=1"), 400),
    ("dot segment at the end", get("/api/echo/.."), 400),
    ("escaped dot segment", get("/api/%2e%2E/echo"), 400),
    ("half escaped dot segment", get("/api/.%2e/echo"), 400),
    ("backslash", get("/api\\echo"), 400),
    ("escaped backslash", get("/api/%5C..%5cecho"), 400),
    ("escaped slash", get("/api%2fecho?number=1"), 400),
    ("escaped NUL", get("/api/echo%00?number=1"), 400),
    ("escaped line end", get("/api/echo%0d%0aX-Injected:%20yes"), 400),
    ("escaped DEL", get("/api/echo%7f"), 400),
    ("broken escape", get("/api/echo%4"), 400),
    ("escape without digits", get("/api/echo%zz"), 400),
    ("escape by code point", get("/api/%u0065cho"), 400),
    ("fragment", get("/api/echo?number=1#top"), 400),
    ("fragment alone", get("/#"), 400),
    ("byte outside ASCII", b"GET /api/\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("no slash", get("api/echo"), 400),
    ("query only", get("?number=1"), 400),
    ("asterisk for GET", get("*"), 400),
    ("absolute with another authority", get("http://b/api/echo"), 400),
    ("absolute with a user", get("http://a@b/api/echo"), 400),
    ("absolute with another scheme", get("ftp://a/api/echo"), 400),
    ("absolute by https", get("https://a/api/echo"), 400),
    ("authority for GET", get("a:80"), 400),
]

# Whatever the answer, nothing is wrong with the connection.
ANSWERED = [
    ("a slash more", get("/api/echo/?number=1"), 200),
    ("the other prefix", get("/api/v1/echo?number=1"), 200),
    ("empty segments", get("//api///echo?number=1"), 200),
    ("dot", get("/api/./echo?number=1"), 200),
    ("escaped dot", get("/api/%2e/echo?number=1"), 200),
    ("escaped letters", get("/%61pi/%65cho?number=1"), 200),
    ("escaped twice is decoded once", get("/api/%2565cho?number=1"), 404),
    ("escaped twice leads nowhere", get("/api/%252e%252e/echo"), 404),
    ("parameters of a segment", get("/api/echo;x=1?number=1"), 404),
    ("capitals are others", get("/API/echo?number=1"), 404),
    ("no route", get("/api/nowhere"), 404),
    ("above the prefix", get("/"), 404),
    ("a path like the prefix", get("/apis/echo"), 404),
    ("not UTF-8", get("/api/%ff"), 400),
    ("overlong slash", get("/api/%c0%afecho"), 400),
    ("three dots", get("/api/..."), 404),
    ("query with what paths may not hold", get("/api/echo?number=1&x=../%2f%5c\\?/%0d%0a"), 200),
    ("NUL in the query", get("/api/echo?number=1&x=%00"), 400),
    ("escaped name in the query", get("/api/echo?n%75mber=1"), 200),
    ("broken escape in the query", get("/api/echo?number=1&x=%zz"), 400),
    ("query that is not UTF-8", get("/api/echo?number=1&x=%ff"), 400),
    ("the same parameter twice", get("/api/echo?number=1&number=2"), 400),
    ("1,000 parameters", get("/api/echo?number=1" + "&x=y" * 1000), 200),
]

FIELD_LIMIT, HEADER_LIMIT, URI_LIMIT, BODY_LIMIT = 100, 16_384, 8_192, 25 * 1000 * 1000


def header_of(size):
    """A header of so many bytes in all."""
    padding = size - len(get("/api/echo?number=1", "X: "))
    return get("/api/echo?number=1", "X: " + "a" * padding)


def target_of(size):
    start = "/api/echo?number=1&x="
    return get(start + "a" * (size - len(start)))


LARGEST = [
    ("a header of 16 KB", header_of(HEADER_LIMIT), 200),
    ("a target of 8 KB", target_of(URI_LIMIT), 200),
    ("100 fields", get("/api/echo?number=1", *["X: a"] * (FIELD_LIMIT - 1)), 200),
]

TOO_LARGE = [
    ("a header of a byte more", header_of(HEADER_LIMIT + 1), 431),
    ("a header of 60 KB", header_of(60_000), 431),
    ("a header without an end", b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 200_000, 431),
    ("fields without an end", b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * 50_000, 431),
    ("101 fields", get("/", *["X: a"] * FIELD_LIMIT), 431),
    ("a name of 20 KB", get("/", "X" * 20_000 + ": a"), 431),
    ("a target of a byte more", target_of(URI_LIMIT + 1), 414),
    ("a target without an end", b"GET /" + b"a" * 200_000, 414),
    ("a method without an end", b"A" * 200_000, 414),
    ("an announced body above the limit", request("POST", "/api/wire/take", f"Content-Length: {BODY_LIMIT * 2}"), 413),
]


class Targets(HttpTest):
    def test_dangerous_targets_are_refused(self):
        self.assert_rows(self.assert_refused, REFUSED)

    def test_a_path_leads_to_its_route_or_nowhere(self):
        self.assert_rows(self.assert_served, ANSWERED)

    def test_the_largest_requests_are_served(self):
        self.assert_rows(self.assert_served, LARGEST)

    def test_larger_ones_are_refused(self):
        self.assert_rows(self.assert_refused, TOO_LARGE)

    def assert_rows(self, check, rows):
        for rule, data, status in rows:
            with self.subTest(rule):
                check(data, status)


class NamedHosts(HttpTest):
    settings = {"server.hosts": "api.example"}

    def test_only_the_names_of_the_server_are_served(self):
        for host, status in (("api.example", 200), ("API.EXAMPLE:8080", 200), ("evil.example", 421), ("127.0.0.1", 421)):
            with self.subTest(host):
                answer = self.ask(f"GET /api/echo?number=1 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                self.assertEqual(answer.status, status)
        self.assertEqual(self.ask(b"GET /api/echo?number=1 HTTP/1.0\r\n\r\n").status, 421)


if __name__ == "__main__":
    unittest.main()
