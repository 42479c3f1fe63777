"""Where a request ends: what two readers could understand differently is refused, and nothing behind it is served."""

import unittest

from service import PROBE, HttpTest
from wire_client import chunked, get, request

HOST = "Host: a\r\n"
OPEN = "/api/wire/take"


def post(fields, body=b""):
    return f"POST {OPEN} HTTP/1.1\r\n{HOST}{fields}\r\n".encode("latin-1") + body


def with_field(line):
    return b"GET /api/echo?number=1 HTTP/1.1\r\nHost: a\r\n" + line + b"\r\n\r\n"


CHUNKED = "Transfer-Encoding: chunked\r\n"
EMPTY = chunked()

AMBIGUOUS = [
    ("length, then chunked", post(f"Content-Length: 5\r\n{CHUNKED}", EMPTY), 400),
    ("chunked, then length", post(f"{CHUNKED}Content-Length: 5\r\n", EMPTY), 400),
    ("chunked and a length of 0", post(f"{CHUNKED}Content-Length: 0\r\n", EMPTY), 400),
    ("blank before the colon of a coding", post("Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", EMPTY), 400),
    ("blank before the colon of a length", post("Content-Length : 5\r\n", b"12345"), 400),
    ("tab before the colon", post("Transfer-Encoding\t: chunked\r\n", EMPTY), 400),
    ("coding in a folded line", post("Transfer-Encoding:\r\n chunked\r\n", EMPTY), 400),
    ("gzip, chunked and a length", post("Transfer-Encoding: gzip, chunked\r\nContent-Length: 5\r\n", EMPTY), 400),
    ("gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n", EMPTY), 501),
    ("chunked, identity", post("Transfer-Encoding: chunked, identity\r\n", EMPTY), 501),
    ("chunked, chunked", post("Transfer-Encoding: chunked, chunked\r\n", EMPTY), 501),
    ("identity", post("Transfer-Encoding: identity\r\nContent-Length: 5\r\n", b"12345"), 400),
    ("xchunked", post("Transfer-Encoding: xchunked\r\n", EMPTY), 501),
    ("xchunked and a length", post("Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n", b"12345"), 400),
    ("quoted chunked", post('Transfer-Encoding: "chunked"\r\n', EMPTY), 501),
    ("chunked with a parameter", post("Transfer-Encoding: chunked;q=1\r\n", EMPTY), 501),
    ("chunked and a vertical tab", post("Transfer-Encoding: \x0bchunked\r\n", EMPTY), 400),
    ("chunked behind a comma", post("Transfer-Encoding: ,chunked\r\n", EMPTY), 501),
    ("empty coding", post("Transfer-Encoding:\r\n", EMPTY), 400),
    ("two codings", post(CHUNKED + CHUNKED, EMPTY), 400),
    ("two codings, one of another name", post(CHUNKED + "transfer-encoding: identity\r\n", EMPTY), 400),
    ("chunked in HTTP/1.0", f"POST {OPEN} HTTP/1.0\r\n{HOST}{CHUNKED}\r\n".encode() + EMPTY, 400),
    ("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", b"12345"), 400),
    ("the same length twice", post("Content-Length: 5\r\nContent-Length: 5\r\n", b"12345"), 400),
    ("list of lengths", post("Content-Length: 5, 5\r\n", b"12345"), 400),
    ("negative length", post("Content-Length: -1\r\n"), 400),
    ("signed length", post("Content-Length: +3\r\n", b"123"), 400),
    ("length in words", post("Content-Length: abc\r\n"), 400),
    ("length in hexadecimal", post("Content-Length: 0x5\r\n", b"12345"), 400),
    ("length with a fraction", post("Content-Length: 5.0\r\n", b"12345"), 400),
    ("length with a unit", post("Content-Length: 5b\r\n", b"12345"), 400),
    ("empty length", post("Content-Length:\r\n"), 400),
    ("length beyond 64 bits", post("Content-Length: 18446744073709551617\r\n"), 400),
    ("length of 2^64 - 1", post("Content-Length: 18446744073709551615\r\n"), 413),
    ("length of 2^63", post("Content-Length: 9223372036854775808\r\n"), 413),
]

MALFORMED = [
    ("no Host", b"GET / HTTP/1.1\r\n\r\n", 400),
    ("two Hosts", b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
    ("empty Host", b"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
    ("Host with a path", b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
    ("Host with a user", b"GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400),
    ("Host with a blank", b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
    ("list of Hosts", b"GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400),
    ("Host by IPv6 without brackets", b"GET / HTTP/1.1\r\nHost: ::1\r\n\r\n", 400),
    ("Host by IPv6 with one bracket", b"GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400),
    ("Host with a port in words", b"GET / HTTP/1.1\r\nHost: a:x\r\n\r\n", 400),
    ("Host with two ports", b"GET / HTTP/1.1\r\nHost: a:1:2\r\n\r\n", 400),
    ("Host with an empty label", b"GET / HTTP/1.1\r\nHost: a..b\r\n\r\n", 400),
    ("Host outside ASCII", b"GET / HTTP/1.1\r\nHost: \xc3\xa9\r\n\r\n", 400),
    ("bare LF", b"GET / HTTP/1.1\nHost: a\n\n", 400),
    ("bare LF behind one field", b"GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400),
    ("bare LF as the last line", b"GET / HTTP/1.1\r\nHost: a\r\n\n", 400),
    ("bare CR", b"GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400),
    ("CR CR LF", b"GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", 400),
    ("empty first line", b"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("blank first", b" GET / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("line without colon", with_field(b"nonsense"), 400),
    ("field without name", with_field(b": x"), 400),
    ("folded field", with_field(b"X: a\r\n b"), 400),
    ("folded first field", b"GET / HTTP/1.1\r\n X: a\r\nHost: a\r\n\r\n", 400),
    ("two of who asks", get("/", "Authorization: Bearer a", "Authorization: Bearer b"), 400),
    ("two types of a body", post("Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 1\r\n", b"x"), 400),
    ("NUL in a value", with_field(b"X: a\0b"), 400),
    ("NUL in a name", with_field(b"X\0: a"), 400),
    ("NUL in the target", b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("escape in a value", with_field(b"X: a\x1b[0m"), 400),
    ("DEL in a value", with_field(b"X: a\x7f"), 400),
    ("blank in a name", with_field(b"X Y: a"), 400),
    ("name outside ASCII", with_field(b"X\xc3\xa9: a"), 400),
    ("brackets in a name", with_field(b"X[0]: a"), 400),
    ("lower-case method", b"get / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("method with a colon", b"GE:T / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("no method", b" / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("no version", b"GET /\r\nHost: a\r\n\r\n", 400),
    ("two blanks before the target", b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("two blanks before the version", b"GET /  HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("tab for a blank", b"GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("blank at the line's end", b"GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400),
    ("blank in the target", b"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400),
    ("another protocol", b"GET / XTTP/9.9\r\nHost: a\r\n\r\n", 400),
    ("lower-case protocol", b"GET / http/1.1\r\nHost: a\r\n\r\n", 400),
    ("version with a zero in front", b"GET / HTTP/01.1\r\nHost: a\r\n\r\n", 400),
    ("version of two digits", b"GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400),
    ("HTTP/0.9", b"GET / HTTP/0.9\r\nHost: a\r\n\r\n", 505),
    ("HTTP/1.2", b"GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505),
    ("HTTP/2.0", b"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
    ("preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
    ("no authority", b"GET http:/// HTTP/1.0\r\n\r\n", 400),
    ("CONNECT", b"CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501),
]

CHUNKS = [
    ("size in words", post(CHUNKED, b"xyz\r\n12345\r\n0\r\n\r\n"), 400),
    ("negative size", post(CHUNKED, b"-5\r\n12345\r\n0\r\n\r\n"), 400),
    ("signed size", post(CHUNKED, b"+5\r\n12345\r\n0\r\n\r\n"), 400),
    ("size with a prefix", post(CHUNKED, b"0x5\r\n12345\r\n0\r\n\r\n"), 400),
    ("size beyond 64 bits", post(CHUNKED, b"10000000000000005\r\n12345\r\n0\r\n\r\n"), 400),
    ("empty size", post(CHUNKED, b"\r\n12345\r\n0\r\n\r\n"), 400),
    ("blank before the size", post(CHUNKED, b" 5\r\n12345\r\n0\r\n\r\n"), 400),
    ("blank behind the size", post(CHUNKED, b"5 \r\n12345\r\n0\r\n\r\n"), 400),
    ("extension", post(CHUNKED, b"5;a=b\r\n12345\r\n0\r\n\r\n"), 400),
    ("quoted extension", post(CHUNKED, b'5;a="\r\n12345\r\n0\r\n\r\n'), 400),
    ("extension of 70 KB", post(CHUNKED, b"5;" + b"a" * 70_000), 400),
    ("extension of the last chunk", post(CHUNKED, b"5\r\n12345\r\n0;a\r\n\r\n"), 400),
    ("longer than its size", post(CHUNKED, b"5\r\n123456\r\n0\r\n\r\n"), 400),
    ("shorter than its size", post(CHUNKED, b"5\r\n1234\r\n0\r\n\r\n"), 400),
    ("bare LF behind the size", post(CHUNKED, b"5\n12345\r\n0\r\n\r\n"), 400),
    ("bare LF behind the data", post(CHUNKED, b"5\r\n12345\n0\r\n\r\n"), 400),
    ("CR without LF behind the size", post(CHUNKED, b"5\rX12345\r\n0\r\n\r\n"), 400),
    ("endless trailer", post(CHUNKED, b"0\r\nX: " + b"a" * 70_000), 400),
    ("length in the trailer", post(CHUNKED, b"0\r\nContent-Length: 5\r\n\r\n"), 400),
    ("coding in the trailer", post(CHUNKED, b"0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400),
    ("trailer without colon", post(CHUNKED, b"0\r\nnonsense\r\n\r\n"), 400),
    ("size above the limit", post(CHUNKED, b"ffffffff\r\n"), 413),
]

SERVED = [
    ("POST without a length is one without a body", f"POST {OPEN} HTTP/1.1\r\n{HOST}\r\n".encode(), 200),
    ("GET with a body", request("GET", "/api/echo?number=1", body=b"12345"), 200),
    ("length of 0", request("POST", OPEN, body=b""), 200),
    ("length with zeros in front", post("Content-Length: 005\r\n", b"12345"), 200),
    ("length with blanks around", post("Content-Length:\t 5 \r\n", b"12345"), 200),
    ("length without a blank", post("Content-Length:5\r\n", b"12345"), 200),
    ("chunked in capitals", post("TRANSFER-ENCODING: Chunked\r\n", chunked(b"12345")), 200),
    ("chunked with blanks around", post("Transfer-Encoding: \t chunked \t\r\n", chunked(b"12345")), 200),
    ("sizes with zeros in front", post(CHUNKED, b"0005\r\n12345\r\n000\r\n\r\n"), 200),
    ("a trailer", post(CHUNKED, b"5\r\n12345\r\n0\r\nX-Sum: 5\r\n\r\n"), 200),
    ("many chunks", post(CHUNKED, chunked(*[b"x"] * 5000)), 200),
    ("a body that looks like a request", post(f"Content-Length: {len(PROBE)}\r\n", PROBE), 200),
    ("a chunk that looks like a request", post(CHUNKED, chunked(PROBE)), 200),
    ("an offer to upgrade", get("/api/echo?number=1", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"), 200),
    ("an offer of a socket", get("/api/echo?number=1", "Connection: Upgrade", "Upgrade: websocket"), 200),
    ("list with an empty member", with_field(b"Connection: x,,y"), 200),
    ("Proxy-Connection is nothing to us", with_field(b"Proxy-Connection: close"), 200),
    ("empty value", with_field(b"X:"), 200),
    ("value outside ASCII", with_field(b"X: \xc3\xa9\xff"), 200),
    ("tab in a value", with_field(b"X: a\tb"), 200),
    ("every character of a name", with_field(b"!#$%&'*+-.^_`|~09Az: a"), 200),
    ("OPTIONS without a length", b"OPTIONS /api/echo HTTP/1.1\r\nHost: a\r\n\r\n", 204),
    ("OPTIONS of the server", b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 204),
    ("TRACE is not served", b"TRACE /api/echo HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    ("unknown method", b"BREW /api/echo HTTP/1.1\r\nHost: a\r\n\r\n", 405),
    ("Host with a port", b"GET /api/echo?number=1 HTTP/1.1\r\nHost: a:80\r\n\r\n", 200),
    ("Host by IPv6", b"GET /api/echo?number=1 HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200),
    ("absolute target", b"GET http://A/api/echo?number=1 HTTP/1.1\r\nHost: a\r\n\r\n", 200),
]


class Framing(HttpTest):
    def test_ambiguous_framing_is_refused(self):
        self.assert_all_refused(AMBIGUOUS)

    def test_malformed_headers_are_refused(self):
        self.assert_all_refused(MALFORMED)

    def test_malformed_chunks_are_refused(self):
        self.assert_all_refused(CHUNKS)

    def test_unusual_but_correct_requests_are_served(self):
        for rule, data, status in SERVED:
            with self.subTest(rule):
                self.assert_served(data, status)

    def test_http_1_0_is_answered_and_closed(self):
        for fields in ("", HOST):
            with self.connect() as wire:
                answer = wire.ask(f"GET /api/echo?number=1 HTTP/1.0\r\n{fields}\r\n".encode())
                self.assertEqual((answer.status, answer["connection"]), (200, "close"))
                self.assertTrue(wire.is_closed())

    def test_http_1_0_may_keep_its_connection(self):
        wire = self.connect()
        for _ in range(3):
            answer = wire.ask(b"GET /api/echo?number=1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            self.assertEqual((answer.status, answer["connection"]), (200, "keep-alive"))
        self.assert_in_step(wire)

    def test_close_is_stronger_than_keep_alive(self):
        for version, fields in (
            ("1.0", "Connection: keep-alive, close\r\n"), ("1.0", "Connection: keep-alive\r\nConnection: close\r\n"),
            ("1.0", "Connection: Close\r\nConnection: keep-alive\r\n"), ("1.1", "Connection: keep-alive, close\r\n"),
        ):
            with self.subTest(fields), self.connect() as wire:
                wire.send(f"GET /api/echo?number=1 HTTP/{version}\r\n{HOST}{fields}\r\n".encode() + PROBE)
                self.assertEqual([answer["connection"] for answer in wire.answers()], ["close"])

    def test_a_client_that_closes_gets_its_answer_and_nothing_else(self):
        wire = self.connect()
        answer = wire.ask(get("/api/echo?number=1", "Connection: close") + PROBE)
        self.assertEqual((answer.status, answer["connection"]), (200, "close"))
        self.assertTrue(wire.is_closed())

    def test_a_request_cut_short_is_not_answered(self):
        for data in (b"GET / HT", post("Content-Length: 5\r\n", b"1234"), post(CHUNKED, b"5\r\n1234")):
            with self.subTest(data), self.connect() as wire:
                wire.send(data)
                wire.finish()
                self.assertTrue(wire.is_closed())

    def assert_all_refused(self, rows):
        for rule, data, status in rows:
            with self.subTest(rule):
                self.assert_refused(data, status)


if __name__ == "__main__":
    unittest.main()
