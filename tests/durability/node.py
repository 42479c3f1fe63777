"""`tenon serve` with the module of these tests, and what is asked of it."""

import http.client
import json
import os
import pathlib
import subprocess
import types

import support

MODULES = os.environ.get("TENON_LEDGER", "")
PASSWORD = "a password of the tests"


class Node:
    """A data folder, the command line on it, and the server that runs there."""

    def __init__(self, folder, database, environment=None, modules=None, **settings):
        """`modules` are the settings of modules to run instead of that of these tests."""
        self.folder = pathlib.Path(folder)
        self.database = database
        self.environment = environment
        values = {
            "data.dir": self.folder / "var",
            **(modules or {"modules.path": MODULES, "modules.ledger.enabled": "true"}),
            "api.rate_limits": "false",
            **database.settings,
            **settings,
        }
        self.settings = [f"--set={name}={value}" for name, value in values.items()]
        self.server = None

    def command(self, *words, given=None):
        done = subprocess.run(
            [support.TENON, *words, *self.settings],
            capture_output=True, text=True, input=given, timeout=support.LONGEST_WAIT, cwd=self.folder,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def add_admin(self):
        self.command("user", "add", "admin", "--superuser", "--password-stdin", given=PASSWORD + "\n")

    def start(self):
        process = {"env": {**os.environ, **(self.environment or {})}}
        self.server = support.Server(types.SimpleNamespace(folder=self.folder), self.settings, **process)
        return self.server

    def sign_in(self):
        return self.server.token("admin", PASSWORD)

    def kill(self):
        """Ends the server without a word, if there is one."""
        if self.server:
            self.server.kill()

    def verify_audit(self):
        return json.loads(self.command("audit", "verify", "--json"))

    def file(self, sha256):
        return self.folder / "var" / "files" / sha256[:2] / sha256[2:]


class Session:
    """One client's connection, kept open."""

    def __init__(self, port, token):
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=support.LONGEST_WAIT)
        self._token = token
        self.on_refusal = lambda status: None

    def send(self, method, path, body=None, **headers):
        """Status, header fields and text of the answer; OSError or HTTPException when there is none."""
        fields = {
            "Authorization": f"Bearer {self._token}", "Content-Type": "application/json", "X-API-Dialect": "danasaham",
        }
        fields.update({name.replace("_", "-"): value for name, value in headers.items()})
        content = json.dumps(body) if isinstance(body, dict) else body
        self._connection.request(method, path, body=content, headers=fields)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 400:
            self.on_refusal(answer.status)
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def upload(self, path, token, content):
        edge = "edge-of-a-part"
        parts = (
            f'--{edge}\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.send("POST", path, parts, Content_Type=f"multipart/form-data; boundary={edge}")

    def again(self):
        """The same client on another connection."""
        return Session(self._port, self._token)

    def close(self):
        self._connection.close()
