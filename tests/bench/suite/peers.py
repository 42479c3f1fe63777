"""The servers that Tenon is measured beside. Each serves the same things at the paths of its own."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import subprocess
import time

from . import rows
from .paths import BENCH, BUILD, NODE
from .program import Program, free_port

SECRET = "a secret of the benches, long enough for HS256"


def signed(claims):
    """A token with these claims (HS256)."""

    def part(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=")

    text = part(b'{"alg":"HS256","typ":"JWT"}') + b"." + part(json.dumps(claims).encode())
    return (text + b"." + part(hmac.digest(SECRET.encode(), text, hashlib.sha256))).decode()


class Server:
    """A server on a free port of loopback."""

    prefix = ""
    fields = {}  # of every call but those that are measured
    postgres = None  # whose CPU time counts as well

    def __init__(self, workspace):
        self.workspace = workspace
        self.folder = workspace.folder_of(self.name)
        self.port = free_port()
        self.token = None
        self.program = Program(self.words(), self.folder / "log", self.environment(), self.folder)
        try:
            self.program.wait_for_port(self.port)
            self.make_ready()
        except BaseException:
            self.program.stop()
            raise

    def make_ready(self):
        expect(200, self.call("GET", self.prefix + "/hello"))  # gunicorn listens before it can answer

    def environment(self):
        return {}

    def call(self, method, path, body=None, kind="application/json"):
        """Status and text of an answer to somebody who is signed in."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        fields = {**self.fields, **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        if body:
            fields["Content-Type"] = kind
        connection.request(method, path, body=body, headers=fields)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def stop(self):
        self.program.stop()


def expect(status, answer):
    """The text of an answer that must have this status."""
    if answer[0] != status:
        raise RuntimeError(f"{answer[0]} in place of {status}: {answer[1][:500]}")
    return answer[1]


class Nginx(Server):
    name = "nginx"

    def words(self):
        files = self.folder / "files"
        files.mkdir()
        (files / "text").write_text("x" * 50 * 1024)
        (files / "large").symlink_to(self.workspace.large_file)
        text = (BENCH / "peers/nginx/nginx.conf").read_text()
        user = "user root;" if os.geteuid() == 0 else ""
        for name, value in (("@USER@", user), ("@FOLDER@", str(self.folder)), ("@PORT@", str(self.port))):
            text = text.replace(name, value)
        config = self.folder / "nginx.conf"
        config.write_text(text)
        return ["/usr/sbin/nginx", "-c", config, "-p", self.folder, "-g", "daemon off;"]


class Fastify(Server):
    name = "Fastify"

    def words(self):
        self.token = signed({"sub": "bench", "exp": int(time.time()) + 86400})
        database = rows.peer_database(self.folder)
        return ["node", BENCH / "peers/fastify/server.js", self.port, database, SECRET, self.folder]

    def environment(self):
        return {"NODE_PATH": str(NODE / "node_modules"), "NODE_ENV": "production"}

    def keep(self, content):
        """Has the bytes kept and answers where they can be read."""
        text = expect(201, self.call("POST", "/files/", content, "application/octet-stream"))
        return f"/files/{json.loads(text)['sha256']}"


class Drf(Server):
    name = "DRF"

    def words(self):
        self._database = rows.peer_database(self.folder)
        prepared = subprocess.run(
            ["/usr/bin/python3", BENCH / "peers/drf/application.py"], env={**os.environ, **self.environment()}, check=True,
            capture_output=True, text=True,
        )
        self.token = prepared.stdout.strip()
        return ["gunicorn", "--chdir", BENCH / "peers/drf", "--bind", f"127.0.0.1:{self.port}", "--workers", "2", "--threads", "4",
                "--keep-alive", "60", "--log-level", "warning", "application"]

    def environment(self):
        return {"BENCH_DATABASE": str(self._database), "BENCH_SECRET": SECRET, "PYTHONDONTWRITEBYTECODE": "1"}


class Poco(Server):
    name = "Poco"

    def words(self):
        return [BUILD / "bin/poco_peer", self.port]
