"""Large bodies, both ways."""

import os
import threading
import time

from ..load import load
from ..measuring import Comparison, Outcome, Sample
from ..peers import Fastify, Nginx
from ..tenon import Tenon
from . import case

CLIENTS = 4


def _uploading(server, content, seconds):
    """Uploads of different contents by a few clients for some seconds."""
    took = []
    end = time.monotonic() + seconds

    def work():
        while time.monotonic() < end:
            body = os.urandom(16) + content[16:]
            begin = time.monotonic()
            server.keep(body)
            took.append(time.monotonic() - begin)

    before, begin = server.program.cpu_seconds(), time.monotonic()
    clients = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    rate = len(took) / (time.monotonic() - begin)
    used = server.program.cpu_seconds() - before
    took.sort()
    return Sample(rate, took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000, used * 1e6 / len(took))


@case("upload", f"uploading 10 MB, kept under its SHA-256 and flushed, {CLIENTS} connections", 80)
def upload(bench):
    content = bench.workspace.large_file.read_bytes()
    servers = [bench.workspace.running(kind) for kind in (Tenon, Fastify)]
    subjects = {one.name: lambda one=one: _uploading(one, content, bench.extent.seconds) for one in servers}
    return Outcome([], {"upload": Comparison.of(subjects, bench.extent)})


@case("download", f"downloading 10 MB, {CLIENTS} connections", 85)
def download(bench):
    tenon, nginx, fastify = (bench.workspace.running(kind) for kind in (Tenon, Nginx, Fastify))
    content = bench.workspace.large_file.read_bytes()
    paths = {tenon: tenon.keep(content), nginx: "/large", fastify: fastify.keep(content)}
    subjects = {
        server.name: lambda server=server, path=path: load(server, "GET", path, clients=CLIENTS, seconds=bench.extent.seconds)
        for server, path in paths.items()
    }
    return Outcome([], {"download": Comparison.of(subjects, bench.extent)})
