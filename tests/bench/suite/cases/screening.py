"""What HTTP adds to a search of the lists for a name."""

import json
import re
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
    client = server.client()
    requests = [client.request("POST", "/api/dttot/screenings/", {"subjects": [_subject(name)]}) for name in NAMES]
    for number in range(REQUESTS):
        begin = time.perf_counter()
        head, _ = client.send(requests[number % len(requests)])
        took = (time.perf_counter() - begin) * 1e6
        search = float(TIMING.search(head).group(1)) * 1000
        added.append(took - search)
        searched.append(search)
    client.close()
    added.sort()
    searched.sort()
    return added[len(added) // 2], searched[len(searched) // 2]


def _subject(name):
    return {"name": name, "birth_date": "1981-07-14", "reference": "C-1"}
