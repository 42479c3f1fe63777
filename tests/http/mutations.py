"""Requests that are nearly right: a seeded generator that takes well-formed ones and bends them in one to three places."""

import random

from wire_client import chunked, request

TARGET = "/api/wire/take"
JSON = "Content-Type: application/json"

WELL_FORMED = [
    request("GET", TARGET),
    request("HEAD", TARGET),
    request("GET", TARGET + "?a=b&c=%20d", "Accept: */*", "User-Agent: x", "Cookie: a=b; c=d"),
    request("POST", TARGET, JSON, body=b'{"a": 1}'),
    request("POST", TARGET, body=b""),
    request("PUT", TARGET, "Connection: keep-alive", body=b"0\r\n\r\n"),
    request("DELETE", TARGET, "X-Empty:"),
    request("POST", TARGET, "Transfer-Encoding: chunked") + chunked(b"12345", b"x" * 20),
    request("POST", TARGET, "TRANSFER-ENCODING:chunked", "Trailer: X-Sum") + chunked(b"1").removesuffix(b"\r\n") + b"X-Sum: 1\r\n\r\n",
    request("POST", TARGET, "Expect: 100-continue", body=b"12345"),
    f"GET {TARGET} HTTP/1.0\r\nConnection: keep-alive\r\n\r\n".encode(),
    f"POST {TARGET} HTTP/1.0\r\nHost: a\r\nContent-Length: 3\r\nConnection: keep-alive\r\n\r\nabc".encode(),
    f"GET http://a{TARGET} HTTP/1.1\r\nHost: a\r\n\r\n".encode(),
]

LINE_ENDS = [b"\n", b"\r", b"\r\r\n", b"\n\r", b"\r\n\r\n", b"", b" \r\n", b"\r\n ", b"\r\n\t", b"\x00\r\n", b"\x0b\r\n"]
BLANKS = [b" ", b"  ", b"\t", b"\x0b", b"\x0c", b"\x00", b"\xa0", b"\r", b"\n", b"\x85"]
BYTES = [bytes([n]) for n in (*range(0x00, 0x30), 0x3a, 0x3b, 0x40, 0x5b, 0x5c, 0x5d, 0x7b, 0x7f, 0x80, 0xa0, 0xff)]
VERSIONS = [
    b"HTTP/1.0", b"HTTP/1.2", b"HTTP/1.9", b"HTTP/0.9", b"HTTP/2.0", b"HTTP/3.0", b"http/1.1", b"HTTP/1", b"HTTP/1.", b"HTTP/.1",
    b"HTTP/1.1.1", b"HTTP/01.1", b"HTTP/1.10", b"HTTP/1.01", b"HTTP /1.1", b"HTTPS/1.1", b"HTTP/1,1", b"HTTP/-1.1", b"HTTP/1.1x", b"",
]
METHODS = [
    b"get", b"Get", b"PATCH", b"OPTIONS", b"TRACE", b"CONNECT", b"BREW", b"PROPFIND", b"M-SEARCH", b"A_B", b"GET1", b"G:ET", b"GE T",
    b"GET,", b'"GET"', b"(GET)", b"X" * 40, b"X" * 9000, b"", b"PRI",
]
LENGTHS = [
    b"0", b"1", b"3", b"5", b"8", b"99", b"-1", b"+5", b"5 ", b" 5", b"05", b"0x5", b"5,5", b"5, 5", b"5,6", b"5;", b"5.0", b"1e1", b"abc",
    b"", b"5 5", b"9" * 18, b"9" * 19, b"9" * 20, b"18446744073709551616", b"18446744073709551621", b"\x005", b"5\x00", b"5\t", b"\xb2",
]
CODINGS = [
    b"chunked", b"Chunked", b"CHUNKED", b" chunked", b"chunked ", b"\tchunked", b"chunked\t", b"xchunked", b"chunkedx", b"gzip", b"identity",
    b"gzip, chunked", b"chunked, gzip", b"chunked, chunked", b"chunked, identity", b"identity, chunked", b",chunked", b"chunked,", b"",
    b"\x0bchunked", b"chunked;q=1", b'"chunked"', b"chun\x00ked", b"chu nked", b"trailers",
]
HOSTS = [
    b"a", b"A", b"a:80", b"a:", b"a:x", b"[::1]", b"[::1]:80", b"[::1", b"::1", b"", b" ", b"a b", b"a,b", b"a/b", b"a@b", b"a?b", b"a#b", b"a\\b",
    b"a%41", b"*", b"a..b", b".a", b"a.", b"_a", b"a\x00", b"\xc3\xa9", b"a" * 300, b"<a>", b"http://a", b"127.0.0.1", b"0x7f.1",
]
TARGETS = [
    b"/", b"*", b"//", b"/a/../b", b"/..", b"/../", b"/a/.", b"/%2e%2e/a", b"/%2E/a", b"/a%2fb", b"/a%5cb", b"/a\\b", b"/a%00", b"/a%0a",
    b"/a%", b"/a%4", b"/a%zz", b"/a%%", b"/a#b", b"/#", b"/?#", b"/a b", b"/a\tb", b"/\x80", b"/\xc3\xa9", b"/a?b#c", b"/?a b", b"/?%zz", b"/?%00",
    b"a", b"", b"?", b"a:80", b"http://a/", b"http://a", b"http://a?b", b"HTTP://a/", b"http://b/", b"http://u@a/", b"http:///", b"http:/a",
    b"https://a/", b"ftp://a/", b"http://a:80/", b"http://[::1]/", b"/" + b"a" * 7000, b"/;", b"/:", b"/<>", b'/"', b"/{}", b"/|", b"/^`",
    b"/%7f", b"/\x7f", b"/~", b"///a", b"/a//b", b"/a/%2e%2e/%2e%2e/b", b"/a?/../..", b"/.hidden", b"/...",
]
FIELDS = [
    b"Host: b", b"Content-Length: 5", b"Content-Length: 0", b"Transfer-Encoding: chunked", b"Transfer-Encoding: identity", b"Connection: close",
    b"Connection: keep-alive", b"Connection: close, keep-alive", b"Connection: upgrade", b"Connection: x,,y", b"Connection:", b"Upgrade: h2c",
    b"Upgrade: websocket", b"HTTP2-Settings: x", b"Expect: 100-continue", b"Expect: 100-Continue", b"Expect: x", b"TE: trailers", b"Trailer: X",
    b"Keep-Alive: timeout=5", b"Proxy-Connection: close", b"Content_Length: 5", b"Content-Length : 5", b"Transfer-Encoding : chunked",
    b"Transfer_Encoding: chunked", b"Transfer-Encoding\x00: chunked", b"X-Content-Length: 5", b"Range: bytes=0-1", b"X: \xc3\xa9", b"X:\xff",
    b"X: a\x00b", b"X: a\x7fb", b"X: a\x1bb", b": x", b"X", b"X y: z", b" X: y", b"\tX: y", b"X: " + b"a" * 3000, b"X" * 300 + b": a",
    b"X[]: a", b"X(): a", b'"X": a', b"X\x80: a", b"X;: a", b"X@: a", b"X/: a", b"X=: a", b"X\\: a", b"!#$%&'*+-.^_`|~: a",
    b"Authorization: Bearer x", b"Content-Type: a/b", b"Max-Forwards: 0", b"Date: x", b"Forwarded: for=x", b"X-HTTP-Method-Override: PUT",
]
CHUNKS = [
    b"5\r\n12345\r\n", b"05\r\n12345\r\n", b"5 \r\n12345\r\n", b" 5\r\n12345\r\n", b"\t5\r\n12345\r\n", b"+5\r\n12345\r\n", b"-5\r\n12345\r\n",
    b"0x5\r\n12345\r\n", b"5;a\r\n12345\r\n", b"5;a=b\r\n12345\r\n", b'5;a="b"\r\n12345\r\n', b"5 ;a=b\r\n12345\r\n", b"5;\r\n12345\r\n",
    b"5\n12345\r\n", b"5\r\n12345\n", b"5\r12345\r\n", b"5\r\n12345", b"5\r\n123456\r\n", b"5\r\n1234\r\n", b"g\r\n1\r\n", b"\r\n1\r\n",
    b"F\r\n" + b"x" * 15 + b"\r\n", b"f\r\n" + b"x" * 15 + b"\r\n", b"5\r\n12345\r\n\r\n", b"FFFFFFFFFFFFFFFF\r\n1\r\n", b"10000000000000005\r\n12345\r\n",
    b"000000000000000000000005\r\n12345\r\n", b"5\r\n12345\r\n5\r\n12345\r\n", b"5\x00\r\n12345\r\n", b"5\r\r\n12345\r\n", b"5,5\r\n12345\r\n", b"0;a\r\n",
    b"5\r\n12345\r\r\n", b"5\r\n\n2345\r\n", b"1\r\n\r\r\n",
]
LAST_CHUNKS = [
    b"0\r\n\r\n", b"00\r\n\r\n", b"0\r\nX: a\r\n\r\n", b"0\r\nX\r\n\r\n", b"0\r\n: a\r\n\r\n", b"0\r\nX : a\r\n\r\n", b"0\r\n X: a\r\n\r\n", b"0\n\r\n",
    b"0\r\n\n", b"0\n\n", b"0\r\n", b"0", b"", b"0;a=b\r\n\r\n", b"0 \r\n\r\n", b"0\r\nContent-Length: 5\r\n\r\n", b"0\r\nTransfer-Encoding: chunked\r\n\r\n",
    b"0\r\nHost: b\r\n\r\n", b"0\r\nX: a\n\r\n", b"0\r\nX: \x00\r\n\r\n", b"0\r\n\r", b"0\r\n\r\n\r\n", b"-0\r\n\r\n", b"0x0\r\n\r\n",
]


class Generator:
    def __init__(self, seed):
        self._chance = random.Random(seed)
        self._bends = [
            (3, self._line_end), (3, self._blank), (2, self._version), (2, self._method), (3, self._target), (3, self._length), (3, self._coding),
            (2, self._host), (4, self._field), (2, self._field_twice), (1, self._field_lost), (2, self._name), (3, self._byte), (1, self._byte_lost),
            (1, self._piece_twice), (4, self._chunks), (1, self._cut), (1, self._within), (1, self._case),
        ]

    def next(self):
        chance = self._chance
        data = chance.choice(WELL_FORMED)
        for _ in range(chance.choice((0, 1, 1, 1, 1, 2, 2, 3))):
            (bend,) = chance.choices([bend for _, bend in self._bends], [weight for weight, _ in self._bends])
            data = bend(data)
        return data

    def _parts(self, data):
        head, end, body = data.partition(b"\r\n\r\n")
        return head.split(b"\r\n"), end + body

    def _with_line(self, data, change):
        """Changes a line of the header but the first."""
        lines, rest = self._parts(data)
        if len(lines) > 1:
            at = self._chance.randrange(1, len(lines))
            lines[at] = change(lines[at])
        return b"\r\n".join(lines) + rest

    def _with_value(self, data, name, values):
        value = self._chance.choice(values)
        lines, rest = self._parts(data)
        found = [at for at, line in enumerate(lines) if line.lower().startswith(name.lower() + b":")]
        if found:
            at = self._chance.choice(found)
            lines[at] = lines[at].split(b":", 1)[0] + b": " + value
        else:
            lines.insert(self._chance.randrange(1, len(lines) + 1), name + b": " + value)
        return b"\r\n".join(lines) + rest

    def _with_start(self, data, place, values):
        lines, rest = self._parts(data)
        words = lines[0].split(b" ")
        if len(words) > place:
            words[place] = self._chance.choice(values)
        lines[0] = b" ".join(words)
        return b"\r\n".join(lines) + rest

    def _line_end(self, data):
        ends = [at for at in range(len(data)) if data.startswith(b"\r\n", at)]
        if not ends:
            return data
        at = self._chance.choice(ends)
        return data[:at] + self._chance.choice(LINE_ENDS) + data[at + 2 :]

    def _blank(self, data):
        places = [at for at in range(len(data) + 1) if data[at : at + 1] in (b" ", b":", b"\r") or data[at - 1 : at] in (b" ", b":", b"\n")]
        return self._insert(data, self._chance.choice(places or [0]), self._chance.choice(BLANKS))

    def _version(self, data):
        return self._with_start(data, 2, VERSIONS)

    def _method(self, data):
        return self._with_start(data, 0, METHODS)

    def _target(self, data):
        return self._with_start(data, 1, TARGETS)

    def _length(self, data):
        return self._with_value(data, b"Content-Length", LENGTHS)

    def _coding(self, data):
        return self._with_value(data, b"Transfer-Encoding", CODINGS)

    def _host(self, data):
        return self._with_value(data, b"Host", HOSTS)

    def _field(self, data):
        lines, rest = self._parts(data)
        lines.insert(self._chance.randrange(1, len(lines) + 1), self._chance.choice(FIELDS))
        return b"\r\n".join(lines) + rest

    def _field_twice(self, data):
        return self._with_line(data, lambda line: line + b"\r\n" + line)

    def _field_lost(self, data):
        lines, rest = self._parts(data)
        if len(lines) > 1:
            del lines[self._chance.randrange(1, len(lines))]
        return b"\r\n".join(lines) + rest

    def _name(self, data):
        def change(line):
            name, colon, value = line.partition(b":")
            return self._insert(name, self._chance.randrange(len(name) + 1), self._chance.choice(BYTES)) + colon + value

        return self._with_line(data, change)

    def _byte(self, data):
        return self._insert(data, self._chance.randrange(len(data) + 1), self._chance.choice(BYTES))

    def _byte_lost(self, data):
        at = self._chance.randrange(max(len(data), 1))
        return data[:at] + data[at + 1 :]

    def _piece_twice(self, data):
        begin, end = sorted(self._chance.randrange(len(data) + 1) for _ in range(2))
        return data[:end] + data[begin:]

    def _chunks(self, data):
        lines, _ = self._parts(self._with_value(data, b"Transfer-Encoding", [b"chunked"]))
        lines = [line for line in lines if not line.lower().startswith(b"content-length")]
        chunks = b"".join(self._chance.choice(CHUNKS) for _ in range(self._chance.randrange(3)))
        return b"\r\n".join(lines) + b"\r\n\r\n" + chunks + self._chance.choice(LAST_CHUNKS)

    def _cut(self, data):
        return data[: self._chance.randrange(len(data) + 1)]

    def _within(self, data):
        at = self._chance.randrange(len(data) + 1)
        return data[:at] + self._chance.choice(WELL_FORMED) + data[at:]

    def _case(self, data):
        return self._with_line(data, bytes.swapcase)

    @staticmethod
    def _insert(data, at, piece):
        return data[:at] + piece + data[at:]
