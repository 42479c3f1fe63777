"""A published list of 50,000 rows, from the upload to the search."""

import json
import time

from ..measuring import Outcome, at_least, at_most
from ..peers import expect
from ..program import wait_until
from ..spreadsheet import suspects
from ..tenon import Tenon
from . import case

ROWS = 50_000
MEGABYTE = 1024 * 1024


@case("etl", f"{ROWS:,} rows of a spreadsheet, from the accepted upload to the search, on one core", 100)
def etl(bench):
    content = suspects(ROWS)
    server = Tenon(bench.workspace, before=["taskset", "-c", "0"])
    try:
        before, used = server.program.resident_bytes(), server.program.cpu_seconds()
        document = json.loads(expect(201, server.send_file("/api/dttot/documents/", content)))["id"]
        begin = time.monotonic()
        job = json.loads(expect(202, server.call("POST", f"/api/dttot/documents/{document}/etl")))
        wait_until(lambda: _has_ended(server, job), "the end of the extraction", patience=300, every=0.05)
        found = json.loads(expect(200, server.call("GET", f"/api/dttot/search/?q=IDD-{ROWS - 1}")))
        took = time.monotonic() - begin
        used = server.program.cpu_seconds() - used
        grown = server.program.most_resident_bytes() - before
    finally:
        server.stop()
    return Outcome(
        [
            at_most("until searchable", took, 10, "s"),
            at_most("the server grows by", grown / MEGABYTE, 100, "MB"),
            at_least("hits of the search", len(found if isinstance(found, list) else found["results"]), 1),
        ],
        {},
        [f"Server and helper together used {used:.1f} s of CPU time."],
    )


def _has_ended(server, job):
    state = json.loads(expect(200, server.call("GET", f"/api/jobs/{job['job_id']}/")))["status"]
    if state in ("failed", "cancelled"):
        raise RuntimeError(f"the extraction {state}")
    return state == "succeeded"
