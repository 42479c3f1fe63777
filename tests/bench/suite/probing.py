"""One polite client that notes how long it waits, while others are about."""

import socket
import time

from .measuring import Sample

PAUSE = 0.002


def request(server, path, fields=""):
    return f"GET {server.prefix}{path} HTTP/1.1\r\nHost: t\r\n{fields}\r\n".encode()


def answer(client):
    """Reads one short answer; its header and body come together."""
    text = client.recv(65536)
    if not text.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"an answer that was not expected: {text[:200]!r}")
    return text


def probe(server, seconds, path="/hello"):
    """Asks again and again over one connection; a Sample of what it saw."""
    took = []
    asked = request(server, path)
    end = time.monotonic() + seconds
    with socket.create_connection(("127.0.0.1", server.port), 30) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.monotonic() < end:
            begin = time.perf_counter()
            client.sendall(asked)
            answer(client)
            took.append((time.perf_counter() - begin) * 1000)
            time.sleep(PAUSE)
    took.sort()
    return Sample(rate=len(took) / seconds, p50_ms=took[len(took) // 2], p99_ms=took[len(took) * 99 // 100])
