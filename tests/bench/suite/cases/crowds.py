"""Clients that are many, idle, slow or stuck, and one polite client among them."""

import time

from .. import crowds
from ..load import load
from ..measuring import Comparison, Outcome, at_least, at_most
from ..probing import probe
from ..program import wait_until
from ..tenon import Tenon
from . import case

IDLE = 5000
SLOW = 500
WORKERS = 8
HEADER_DEADLINE = BODY_DEADLINE = 10
READER_DEADLINE = 30 + crowds.RECEIVE_BUFFER // 1024  # a grace, and a second for each KB that was taken


@case("idle", f"{IDLE} idle keep-alive connections", 90)
def idle(bench):
    server = Tenon(bench.workspace)
    try:
        load(server, "GET", "/hello", clients=64)
        alone = probe(server, bench.extent.seconds)
        before = server.program.resident_bytes()
        with crowds.crowd(crowds.idle, server, IDLE) as channel:
            served = channel.recv()
            grown = server.program.resident_bytes() - before
            among = probe(server, bench.extent.seconds)
            threads = server.program.threads()
            channel.send("again")
            served_again = channel.recv()
    finally:
        server.stop()
    return Outcome(
        [
            at_least("connections served, twice", min(served, served_again), IDLE),
            at_most("threads", threads, 19),
            at_most("memory of each", grown / IDLE, 1024, "bytes"),
            at_most("a probe's p50 against unloaded", among.p50_ms / alone.p50_ms, 2, "×"),
        ],
        {"idle": Comparison({"alone": [alone], f"among {IDLE}": [among]})},
    )


@case("slow-clients", f"{SLOW} slow clients: header, body, reader", 95)
def slow_clients(bench):
    server = Tenon(bench.workspace)
    try:
        large = server.keep(bench.workspace.large_file.read_bytes())
        seconds = 8
        alone = probe(server, seconds)
        open_before = server.metric("tenon_http_connections_open")
        begin = time.monotonic()
        with crowds.crowd(crowds.slow, server, SLOW, large) as channel:
            channel.recv()
            among = probe(server, seconds)
            cut = channel.recv()
            wait_until(lambda: server.metric("tenon_http_connections_open") <= open_before, "the readers' end", every=0.1)
            cut["reader"] = time.monotonic() - begin
    finally:
        server.stop()
    return Outcome(
        [
            at_most("a probe's p99 against without them", among.p99_ms / alone.p99_ms, 2, "×"),
            at_most("slow headers cut after", cut["header"], HEADER_DEADLINE + 1, "s"),
            at_most("slow bodies cut after", cut["body"], BODY_DEADLINE + 1, "s"),
            at_most("slow readers cut after", cut["reader"], READER_DEADLINE + 1, "s"),
        ],
        {"slow-clients": Comparison({"alone": [alone], f"among {SLOW}": [among]})},
    )


@case("slow-handler", f"{WORKERS - 1} of {WORKERS} workers in a handler of 500 ms", 97)
def slow_handler(bench):
    server = Tenon(bench.workspace, [f"--set=server.workers={WORKERS}"])
    try:
        alone = probe(server, bench.extent.seconds)
        with crowds.crowd(crowds.in_slow_handler, server, WORKERS - 1) as channel:
            channel.recv()
            among = probe(server, 2 * bench.extent.seconds)
    finally:
        server.stop()
    return Outcome(
        [at_most("p99 of hello", among.p99_ms, 10, "ms")],
        {"slow-handler": Comparison({"alone": [alone], "beside the slow ones": [among]})},
    )
