"""What a run needs: packages, builds, a folder of its own, running servers."""

import filecmp
import functools
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from .paths import BENCH, BUILD, NODE, ROOT
from .postgres import Postgres

LARGE = 10 * 1024 * 1024


def prepare():
    """Installs and builds what is missing."""
    subprocess.run([ROOT / "deploy/install-packages", ROOT / "deploy/packages.txt", BENCH / "packages.txt"], check=True)
    (ROOT / "build").mkdir(exist_ok=True)
    subprocess.run([ROOT / "deploy/build", "-DTENON_TESTS=ON"], check=True)
    subprocess.run(["cmake", "--build", BUILD, "--target", "bench", "poco_peer", "slow_flush", "--", "--quiet"], check=True)
    lock = BENCH / "peers/fastify/package-lock.json"
    installed = NODE / "package-lock.json"
    if not installed.exists() or not filecmp.cmp(lock, installed, shallow=False):
        NODE.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(BENCH / "peers/fastify" / name, NODE)
        subprocess.run(["npm", "ci", "--prefix", NODE, "--no-audit", "--no-fund", "--silent"], check=True)


class Workspace:
    """A temporary folder on a real disk and the servers that run in it, each started when it is first asked for."""

    def __init__(self):
        self._temporary = tempfile.TemporaryDirectory(prefix="tenon-bench-", dir="/var/tmp")
        self.folder = pathlib.Path(self._temporary.name)
        self.folder.chmod(0o755)  # PostgreSQL runs as a user of its own.
        self._running = {}
        self._postgres = None
        self._folders = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop_servers()
        if self._postgres:
            self._postgres.stop()
        self._temporary.cleanup()

    def folder_of(self, name):
        self._folders += 1
        folder = self.folder / f"{self._folders}-{name.replace(' ', '-')}"
        folder.mkdir()
        return folder

    def running(self, kind, *terms):
        """The server of this kind that all cases share."""
        if kind not in self._running:
            self._running[kind] = kind(self, *terms)
        return self._running[kind]

    def stop_servers(self):
        while self._running:
            self._running.popitem()[1].stop()

    @property
    def postgres(self):
        if self._postgres is None:
            self._postgres = Postgres(self.folder / "postgres")
        return self._postgres

    @functools.cached_property
    def large_file(self):
        """10 MB that no compression makes smaller."""
        path = self.folder / "large"
        path.write_bytes(os.urandom(LARGE))
        return path

    @functools.cached_property
    def fsync_ms(self):
        """What it takes to append 8 KB to a file here and have it on the disk: the median of 100."""
        took = []
        with tempfile.TemporaryFile(dir=self.folder, buffering=0) as file:
            for _ in range(100):
                begin = time.perf_counter()
                file.write(b"x" * 8192)
                os.fdatasync(file.fileno())
                took.append(time.perf_counter() - begin)
        return sorted(took)[50] * 1000
