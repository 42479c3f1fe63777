"""Load on a server by wrk."""

import json
import subprocess

from .measuring import Sample
from .paths import BENCH

THREADS = 2


class WrongAnswers(Exception):
    pass


def load(server, method, path, *, clients=64, seconds=1.0, body="", numbers=(0, 0), signed_in=False):
    """Asks for as long as told over keep-alive connections. {n} in path and body is one of `numbers`.

    Every answer must be a success: throws WrongAnswers otherwise.
    """
    fields = [f"Authorization: Bearer {server.token}"] if signed_in else []
    if body:
        fields.append("Content-Type: application/json")
    words = ["wrk", "-t", str(min(THREADS, clients)), "-c", str(clients), "-d", f"{max(1, round(seconds))}s", "--timeout", "60s", "-s", BENCH / "load.lua",
             f"http://127.0.0.1:{server.port}", "--", method, server.prefix + path, body, *map(str, numbers), *fields]
    before = server.program.cpu_seconds()
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    used = server.program.cpu_seconds() - before
    result = json.loads(done.stdout.rpartition("RESULT ")[2])
    if result["refused"] or result["broken"] or not result["requests"]:
        raise WrongAnswers(f"{server.name}: {method} {path}: {result}")
    return Sample(
        rate=result["requests"] / result["seconds"], p50_ms=result["p50_ms"], p99_ms=result["p99_ms"],
        cpu_us=used * 1e6 / result["requests"],
    )
