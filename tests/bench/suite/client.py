"""One client that asks a server one thing after the other, and what that takes."""

import json
import re
import socket
import time

from .measuring import Sample

END_OF_HEADER = b"\r\n\r\n"
SUCCESS = re.compile(rb"HTTP/1\.[01] 2\d\d ")
CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
LONGEST_SILENCE = 30  # seconds, after which the server may have closed the connection
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Client:
    """Keeps its connection for as long as the server does. Cheap, since it shares the machine with who is measured."""

    def __init__(self, port, fields):
        self._port = port
        self._fields = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        self._connection = None
        self._last = 0.0

    def ask(self, method, path, value=None):
        """The JSON of an answer that must be a success."""
        return json.loads(self.send(self.request(method, path, value))[1])

    def request(self, method, path, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        return f"{method} {path} HTTP/1.1\r\nHost: t\r\n{self._fields}{kind}\r\n".encode() + body

    def send(self, request):
        """Header and body of the answer, which must be a success."""
        before, self._last = self._last, time.monotonic()
        if self._last - before > LONGEST_SILENCE:
            self.close()
        if self._connection is None:
            self._connection = socket.create_connection(("127.0.0.1", self._port), 120)
            self._connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection.sendall(request)
        head, body = self._answer()
        if not SUCCESS.match(head):
            raise RuntimeError(f"{request[:100]!r}: {head[:100]!r} {body[:500]!r}")
        return head, body

    def _answer(self):
        text = b""
        while END_OF_HEADER not in text:
            text += self._received()
        head, _, body = text.partition(END_OF_HEADER)
        length = int(LENGTH.search(head).group(1))
        while len(body) < length:
            body += self._received()
        if head.startswith(b"HTTP/1.0 ") or CLOSING.search(head):
            self.close()
        return head, body

    def _received(self):
        some = self._connection.recv(262144)
        if not some:
            raise RuntimeError("the server closed the connection within an answer")
        return some

    def close(self):
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def repeated(operation, server, seconds, most=None):
    """A Sample of doing it again and again for so long: at least once, and not more often than `most`."""
    took = []
    own, database, begin = server.program.cpu_seconds(), _database_seconds(server), time.perf_counter()
    at = begin
    while not took or (at - begin < seconds and len(took) != most):
        operation()
        took.append(time.perf_counter() - at)
        at += took[-1]
    own, database = server.program.cpu_seconds() - own, _database_seconds(server) - database
    took.sort()
    return Sample(
        rate=len(took) / (at - begin), p50_ms=took[len(took) // 2] * 1000, p99_ms=took[len(took) * 99 // 100] * 1000,
        cpu_us=own * 1e6 / len(took), database_us=database * 1e6 / len(took) if server.postgres else None,
    )


def _database_seconds(server):
    return server.postgres.cpu_seconds() if server.postgres else 0.0
