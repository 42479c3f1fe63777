"""Many clients at once, in a process of their own so that they do not disturb the one who measures."""

import contextlib
import itertools
import multiprocessing
import resource
import selectors
import socket
import threading
import time

from . import probing


RECEIVE_BUFFER = 4096  # of a slow reader
TURNS = 50  # into which slow senders are divided, each sending a byte a second


def _connected(server, receive_buffer=0):
    client = socket.socket()
    if receive_buffer:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    client.settimeout(60)
    client.connect(("127.0.0.1", server.port))
    return client


@contextlib.contextmanager
def crowd(behave, *arguments):
    """Runs `behave(channel, *arguments)` beside the caller, who talks to it by the channel."""
    channel, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_run, args=(behave, theirs, *arguments), daemon=True)
    process.start()
    try:
        yield channel
    finally:
        process.terminate()
        process.join()


def _run(behave, channel, *arguments):
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    behave(channel, *arguments)


def idle(channel, server, count):
    """Each asks once and stays; tells how many were answered, asks all again when told to, and tells again."""
    clients = [_connected(server) for _ in range(count)]
    while True:
        answered = 0
        for client in clients:
            client.sendall(probing.request(server, "/hello"))
            probing.answer(client)
            answered += 1
        channel.send(answered)
        channel.recv()


def in_slow_handler(channel, server, count):
    """Each waits for the slow handler, again and again."""

    def wait():
        with _connected(server) as client:
            while True:
                client.sendall(probing.request(server, "/slow"))
                probing.answer(client)

    for _ in range(count):
        threading.Thread(target=wait, daemon=True).start()
    channel.send("ready")
    channel.recv()


def slow(channel, server, count, large):
    """A third send their header and a third their body by a byte now and then, a third ask for a large answer and do not read.

    Tells that all are there, and at last, by kind, after how many seconds the last one was cut. Of readers only the
    server knows; they stay until the process ends.
    """
    kinds = {"header": b"GET /api/bench/hello HTTP/1.1\r\nHost: t\r\nX-Slow: ", "body": b"", "reader": b""}
    kinds["body"] = (
        f"POST /api/bench/items/ HTTP/1.1\r\nHost: t\r\nAuthorization: Bearer {server.token}\r\n"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    ).encode()
    kinds["reader"] = probing.request(server, large)
    clients = {}
    for number in range(count):
        kind = list(kinds)[number % 3]
        client = _connected(server, receive_buffer=RECEIVE_BUFFER if kind == "reader" else 0)
        client.sendall(kinds[kind])
        clients[client] = (kind, time.monotonic())
    channel.send("ready")
    channel.send(_cut_after(clients))
    channel.recv()


def _cut_after(clients):
    longest = {"header": 0.0, "body": 0.0}
    watch = selectors.DefaultSelector()
    for client, (kind, _) in clients.items():
        if kind != "reader":
            watch.register(client, selectors.EVENT_READ)
    turns = itertools.cycle(range(TURNS))
    while watch.get_map():
        ready = [key.fileobj for key, _ in watch.select(1 / TURNS)]
        for client in ready:  # Whatever the server says now, it is the end.
            kind, since = clients[client]
            longest[kind] = max(longest[kind], time.monotonic() - since)
            watch.unregister(client)
        for client in [key.fileobj for key in watch.get_map().values()][next(turns)::TURNS]:
            with contextlib.suppress(OSError):
                client.sendall(b"a")
    return longest
