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
# Of a reader it is a grace, and a second for each KB that was taken.
DEADLINES = {"header": 10, "body": 10, "reader": 30 + crowds.RECEIVE_BUFFER // 1024}


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
        seconds = 3 if bench.is_quick else 8
        alone = probe(server, seconds)
        open_before = server.metric("tenon_http_connections_open")
        begin = time.monotonic()
        with crowds.crowd(crowds.slow, server, SLOW, large) as channel:
            channel.recv()
            _wait_until_sent(server)
            among = probe(server, seconds)
            cut = channel.recv()
            if not bench.is_quick:
                wait_until(lambda: server.metric("tenon_http_connections_open") <= open_before, "the readers' end", every=0.1)
                cut["reader"] = time.monotonic() - begin
    finally:
        server.stop()
    figures = [at_most("a probe's p99 against without them", among.p99_ms / alone.p99_ms, 2, "×")]
    figures += [at_most(f"slow {kind} cut after", seconds, DEADLINES[kind] + 1, "s") for kind, seconds in cut.items()]
    return Outcome(figures, {"slow-clients": Comparison({"alone": [alone], f"among {SLOW}": [among]})})


def _wait_until_sent(server):
    """Until the system has taken for the readers what it takes: from then on they cost nothing but their slowness."""
    sent = []

    def is_settled():
        sent.append(server.metric("tenon_http_sent_bytes_total"))
        return len(sent) > 2 and sent[-1] - sent[-2] < 100_000  # the answers to this question count, too

    wait_until(is_settled, "the readers' first megabytes", every=0.1)


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
