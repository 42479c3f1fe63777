"""The server under test, on SQLite or on PostgreSQL, with the module of the benches."""

import http.client
import json
import re
import subprocess

from . import rows
from .client import Client
from .paths import BUILD
from .peers import Server, expect
from .program import free_port

PASSWORD = "a password of the benches"
BOUNDARY = "a-boundary-of-the-benches"


class Tenon(Server):
    """`tenon serve` as it is delivered, access log and all; only the limits per client are off."""

    name = "Tenon"
    prefix = "/api/bench"
    fields = {"X-API-Dialect": "danasaham"}
    url = None

    def __init__(self, workspace, settings=(), before=()):
        self._settings = list(settings)
        self._before = list(before)
        self.admin_port = free_port()
        super().__init__(workspace)

    def make_ready(self):
        super().make_ready()
        self.token = self._signed_in()

    def words(self):
        settings = self._common() + [
            f"--set=server.listen=127.0.0.1:{self.port}", f"--set=server.admin_listen=127.0.0.1:{self.admin_port}",
            f"--set=log.file={self.folder / 'tenon.log'}", *self._settings,
        ]
        self._run("migrate")
        self._run("user", "add", "bench", "--superuser", "--password-stdin", given=PASSWORD + "\n")
        self._seed()
        return [*self._before, self._executable(), "serve", *settings]

    def _executable(self):
        return BUILD / "bin/tenon"

    def _common(self):
        modules = f"{BUILD}/lib/tenon/modules:{BUILD}/tests/bench/modules"
        return [f"--set=data.dir={self.folder}", f"--set=modules.path={modules}", "--set=modules.others=on",
                "--set=api.rate_limits=off", "--set=auth.access_minutes=60"] + (
                    [f"--set=database.url={self.url}"] if self.url else [])

    def _run(self, *words, given=None):
        done = subprocess.run(
            [self._executable(), *words, *self._common()], input=given, capture_output=True, text=True, cwd=self.folder
        )
        if done.returncode != 0:
            raise RuntimeError(f"tenon {words[0]}: {done.stdout}{done.stderr}")

    def _seed(self):
        rows.fill(self.folder / "tenon.db")

    def _signed_in(self):
        answer = self.call("POST", "/api/auth/login", json.dumps({"username": "bench", "password": PASSWORD}))
        return json.loads(expect(200, answer))["access_token"]

    def client(self):
        return Client(self.port, {**self.fields, "Authorization": f"Bearer {self.token}"})

    def send_file(self, path, content):
        """Status and text of the answer to a file in a form, as browsers send it."""
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n\r\n'.encode()
        body = head + content + f"\r\n--{BOUNDARY}--\r\n".encode()
        return self.call("POST", path, body, f"multipart/form-data; boundary={BOUNDARY}")

    def keep(self, content):
        """Has the bytes kept and answers where they can be read."""
        text = expect(201, self.send_file(self.prefix + "/files/", content))
        return f"/files/{json.loads(text)['sha256']}/{len(content)}"

    def metric(self, name):
        connection = http.client.HTTPConnection("127.0.0.1", self.admin_port, timeout=10)
        connection.request("GET", "/metrics")
        text = connection.getresponse().read().decode()
        connection.close()
        return float(re.search(rf"^{name} (\S+)$", text, re.MULTILINE).group(1))


class TenonOnPostgres(Tenon):
    """The same on the cluster of the run."""

    name = "Tenon on PostgreSQL"

    @property
    def url(self):
        return self.workspace.postgres.url

    def _seed(self):
        self.workspace.postgres.seed()
