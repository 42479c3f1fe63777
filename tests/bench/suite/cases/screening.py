"""What HTTP adds to a search of the lists for a name."""

import json
import re
import socket
import time

from ..measuring import Outcome, at_most
from ..peers import expect
from ..program import wait_until
from ..spreadsheet import suspects
from ..tenon import Tenon
from . import case

ROWS = 20_000
REQUESTS = 3_000
NAMES = ("Hartono Wijayakusuma", "Muhammad Yusuf", "Gunadi Wesiputra", "Abdul Rahman bin Harun", "PT Cahaya Kalimaya")
TIMING = re.compile(rb"\r\nserver-timing: search;dur=([0-9.]+)\r\n", re.IGNORECASE)


@case("screening", f"a name against a list of {ROWS:,} rows, one connection: what is not the engine's time", 101)
def screening(bench):
    server = Tenon(bench.workspace)
    try:
        document = json.loads(expect(201, server.send_file("/api/dttot/documents/", suspects(ROWS))))["id"]
        job = json.loads(expect(202, server.call("POST", f"/api/dttot/documents/{document}/etl")))
        wait_until(lambda: _has_ended(server, job), "the end of the extraction", patience=300, every=0.05)
        added, searched = _measured(server)
    finally:
        server.stop()
    return Outcome(
        [at_most("added by HTTP, p50", added, 100, "µs")], {}, [f"The engine's own p50: {searched:.0f} µs."]
    )


def _has_ended(server, job):
    state = json.loads(expect(200, server.call("GET", f"/api/jobs/{job['job_id']}/")))["status"]
    if state in ("failed", "cancelled"):
        raise RuntimeError(f"the extraction {state}")
    return state == "succeeded"


def _measured(server):
    """Medians in µs of what a request takes beyond the search, and of the search, as the client sees it."""
    added, searched = [], []
    asked = [_request(server, name) for name in NAMES]
    with socket.create_connection(("127.0.0.1", server.port), 60) as client:
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number in range(REQUESTS):
            begin = time.perf_counter()
            client.sendall(asked[number % len(asked)])
            text = _answer(client)
            took = (time.perf_counter() - begin) * 1e6
            search = float(TIMING.search(text).group(1)) * 1000
            added.append(took - search)
            searched.append(search)
    added.sort()
    searched.sort()
    return added[len(added) // 2], searched[len(searched) // 2]


def _request(server, name):
    body = json.dumps({"subjects": [{"name": name, "birth_date": "1981-07-14", "reference": "C-1"}]}).encode()
    head = (
        "POST /api/dttot/screenings/ HTTP/1.1\r\nHost: t\r\nX-API-Dialect: danasaham\r\n"
        f"Authorization: Bearer {server.token}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _answer(client):
    """One whole answer, however many pieces it comes in."""
    text = client.recv(65536)
    head, _, body = text.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200 "):
        raise RuntimeError(f"an answer that was not expected: {text[:200]!r}")
    length = int(re.search(rb"\r\ncontent-length: (\d+)", head, re.IGNORECASE).group(1))
    while len(body) < length:
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body
