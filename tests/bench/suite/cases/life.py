"""The process itself: start, memory."""

import statistics
import time

from ..load import load
from ..measuring import Outcome, at_most
from ..peers import expect
from ..program import Program
from ..rows import COUNT
from ..tenon import Tenon
from . import case

MEGABYTE = 1024 * 1024


@case("start", "start with all modules on a migrated database", 110)
def start(bench):
    server = Tenon(bench.workspace)
    server.stop()
    took, resident = [], []
    for _ in range(bench.extent.starts):
        begin = time.perf_counter()
        program = Program(server.program.words, server.folder / "log")
        try:
            program.wait_for_port(server.port)
            took.append((time.perf_counter() - begin) * 1000)
            expect(200, server.call("GET", f"{server.prefix}/hello"))  # Then what a request needs is in memory, too.
            resident.append(program.resident_bytes())
        finally:
            program.stop()
    return Outcome(
        [
            at_most("until it answers", statistics.median(took), 300, "ms"),
            at_most("resident", statistics.median(resident) / MEGABYTE, 40, "MB"),
        ],
    )


@case("memory", "memory after many requests: hello, read, list in turn", 120)
def memory(bench):
    server = Tenon(bench.workspace)
    try:
        _ask_for(server, bench.extent)  # until every cache and buffer has its size
        before = server.program.resident_bytes()
        done = _ask_for(server, bench.extent)
        after = server.program.resident_bytes()
    finally:
        server.stop()
    return Outcome(
        [at_most("growth", max(0, after - before) / MEGABYTE, 1, "MB"), at_most("resident", after / MEGABYTE, 40, "MB")],
        {},
        [f"{done:,} requests."],
    )


def _ask_for(server, extent):
    """Makes at least as many requests as are to be made; how many it were."""
    done = 0
    while done < extent.requests:
        done += _ask(server, extent.seconds)
    return done


def _ask(server, seconds):
    """How many requests that many seconds of each load made."""
    how = {"seconds": seconds, "signed_in": True}
    loads = (("/hello", (0, 0)), ("/items/{n}", (1, COUNT)), ("/items/?page={n}&page_size=50", (1, 10)))
    return sum(round(load(server, "GET", path, numbers=numbers, **how).rate * seconds) for path, numbers in loads)
