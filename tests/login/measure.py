"""Measures what logins tell by their time, and what they cost other requests; starts a server of its own.

    tests/login/measure.py [--tenon build/release/bin/tenon] [--tries 400] [--logins 200]

1. The time of a login with an unknown name against one with a wrong password, tried in turn: the means should differ by
   less than 5 per cent.
2. The 99th percentile of other requests, at rest and while LOGINS people sign in at once: it should not double. Both are
   measured in turn, several times, and the median of the rounds is told.
"""

import argparse
import http.client
import json
import multiprocessing
import pathlib
import select
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PASSWORD = "a password of the measurement"
PAUSE = 0.004  # Between two of the other requests, which one client makes


class Server:
    def __init__(self, tenon, folder):
        settings = {
            "server.listen": "127.0.0.1:0", "server.admin_listen": "127.0.0.1:0", "data.dir": folder / "var",
            "api.rate_limits": "off", "auth.address_failures": 10000, "auth.failures_to_lock": 20, "auth.password_queue": 1024,
            "server.max_in_flight": 1024, "server.max_connections_per_peer": 2000, "log.file": folder / "log",
        }
        words = [f"--set={name}={value}" for name, value in settings.items()]
        for number in range(40):
            self.add(tenon, f"user{number}", words)
        self.process = subprocess.Popen([tenon, "serve", *words])
        self.log = folder / "log"
        self.port = self.wait_for_port()

    @staticmethod
    def add(tenon, name, words):
        subprocess.run(
            [tenon, "user", "add", name, "--password-stdin", *words], input=PASSWORD + "\n", text=True, check=True,
            stdout=subprocess.DEVNULL,
        )

    def wait_for_port(self):
        for _ in range(600):
            for line in self.log.read_text().splitlines() if self.log.exists() else []:
                if '"server.started"' in line:
                    return json.loads(line)["port"]
            select.select([], [], [], 0.05)
        raise SystemExit("the server did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


class Client:
    """One connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def call(self, method, path, body=None):
        """Status and seconds."""
        text = json.dumps(body) if body is not None else None
        began = time.perf_counter()
        self.connection.request(method, path, text, {"Content-Type": "application/json"} if text else {})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, time.perf_counter() - began

    def login(self, name, password):
        return self.call("POST", "/api/auth/login", {"username": name, "password": password})


def timing(server, tries):
    client = Client(server.port)
    known, unknown = [], []
    for number in range(tries):
        # Names in turn, so that no account is locked for long; a lock changes nothing of the work.
        status, seconds = client.login(f"user{number % 40}", "wrong")
        assert status == 401
        known.append(seconds)
        status, seconds = client.login(f"nobody{number % 40}", "wrong")
        assert status == 401
        unknown.append(seconds)
    return known, unknown


def p99(values):
    return sorted(values)[int(len(values) * 0.99)]


def others(server, seconds, crowded=None):
    """Times of cheap requests, one after another, for so long or until the crowd is gone."""
    client = Client(server.port)
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end and (crowded is None or crowded.empty()):
        status, took = client.call("GET", "/api/health/")
        assert status == 200
        times.append(took)
        select.select([], [], [], PAUSE)
    return times


def crowd(port, logins, statuses):
    """All at once; puts the statuses by number when all have their answer."""
    gate, counts = threading.Barrier(logins), {}

    def sign_in(number):
        client = Client(port)
        client.connection.connect()
        gate.wait()
        status, _ = client.login(f"user{number % 40}", PASSWORD)
        counts[status] = counts.get(status, 0) + 1

    threads = [threading.Thread(target=sign_in, args=(number,)) for number in range(logins)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses.put(counts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tenon", default="build/release/bin/tenon")
    parser.add_argument("--tries", type=int, default=400)
    parser.add_argument("--logins", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tenon-login-") as folder:
        server = Server(asked.tenon, pathlib.Path(folder))
        try:
            fine = report_timing(server, asked.tries) & report_crowd(server, asked.logins, asked.rounds)
        finally:
            server.stop()
    sys.exit(0 if fine else 1)


def report_timing(server, tries):
    known, unknown = timing(server, tries)
    difference = abs(statistics.mean(known) / statistics.mean(unknown) - 1)
    print(f"wrong password  mean {statistics.mean(known) * 1000:.2f} ms, median {statistics.median(known) * 1000:.2f} ms, "
          f"{tries} tries")
    print(f"unknown name    mean {statistics.mean(unknown) * 1000:.2f} ms, median {statistics.median(unknown) * 1000:.2f} ms")
    print(f"the means differ by {difference * 100:.2f} %")
    return difference < 0.05


def report_crowd(server, logins, rounds):
    ratios = []
    for number in range(rounds):
        rest = others(server, 4)
        statuses = multiprocessing.Queue()
        people = multiprocessing.Process(target=crowd, args=(server.port, logins, statuses))  # Whose threads are not in our way
        people.start()
        began = time.perf_counter()
        busy = others(server, 120, statuses)
        took = time.perf_counter() - began
        people.join()
        ratios.append(p99(busy) / p99(rest))
        print(f"round {number + 1}: other requests' p99 {p99(rest) * 1000:.2f} ms at rest, {p99(busy) * 1000:.2f} ms while {logins} "
              f"sign in ({took:.1f} s, {statuses.get()}, {len(busy)} requests): {ratios[-1]:.2f} times")
    print(f"median {statistics.median(ratios):.2f} times")
    return statistics.median(ratios) <= 2


if __name__ == "__main__":
    main()
