"""Runs the executable named by the environment variable TENON, from outside, as a deployer does."""

import http.client
import json
import os
import pathlib
import random
import select
import resource
import signal
import socket
import subprocess
import tempfile
import time
import unittest

TENON = os.environ.get("TENON", "build/release/bin/tenon")
MODULES = os.environ.get("TENON_TEST_MODULES", "")
LONGEST_WAIT = 60


def free_port():
    """A port that nobody listens on, below those that the system gives to clients: they would take it in between."""
    while True:
        port = random.randrange(15_000, 30_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


class Deployment:
    """A folder with the data of a server that runs a module of the tests."""

    def __init__(self, modules="things"):
        self._modules = modules.split()
        self._folder = tempfile.TemporaryDirectory(prefix="tenon-test-")
        self.folder = pathlib.Path(self._folder.name)
        self._servers = []

    def run(self, *words, given=None):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("TENON_")}
        return subprocess.run(
            [TENON, *words], capture_output=True, text=True, input=given, timeout=LONGEST_WAIT, cwd=self.folder, env=environment
        )

    def settings(self, **others):
        """Options that keep everything in the folder and run the modules of the tests."""
        enabled = {f"modules.{module}.enabled": "true" for module in self._modules}
        values = {"data.dir": self.folder / "var", "modules.path": MODULES, **enabled, **others}
        return [f"--set={name}={value}" for name, value in values.items()]

    def serve(self, descriptors=None, **settings):
        """A server with so many descriptors at most."""
        limit = descriptors and (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors)))
        server = Server(self, self.settings(**settings), preexec_fn=limit)
        self._servers.append(server)
        return server

    def close(self):
        """Ends its servers and removes the folder."""
        for server in self._servers:
            server.kill()
        self._folder.cleanup()


class CommandTest(unittest.TestCase):
    """A test with a deployment of its own."""

    ENABLED = "things"  # What runs unless a test says otherwise

    def setUp(self):
        self.deployment = Deployment(self.ENABLED)
        self.addCleanup(self.deployment.close)
        self.folder = self.deployment.folder

    def run_tenon(self, *words, given=None):
        return self.deployment.run(*words, given=given)

    def settings(self, **others):
        return self.deployment.settings(**others)

    def serve(self, **settings):
        return self.deployment.serve(**settings)

    def config(self, text, name="tenon.yaml"):
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def tenon(self, *words, given=None, status=0):
        """Runs a command on the test's folder and expects its exit status."""
        done = self.run_tenon(*words, *self.settings(), given=given)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done


class Server:
    """`tenon serve` on free ports."""

    def __init__(self, test, settings, **process):
        """`process` are further arguments of subprocess.Popen."""
        self.log_file = test.folder / "log"
        begin = self.log_file.stat().st_size if self.log_file.exists() else 0
        self.process = subprocess.Popen(
            [
                TENON, "serve", *settings, "--set=server.listen=127.0.0.1:0", f"--set=log.file={self.log_file}",
            ],
            stderr=subprocess.PIPE, text=True, cwd=test.folder, **process,
        )
        try:
            self.port = self._port_in_log(begin)
        except BaseException:
            self.kill()
            raise

    def _port_in_log(self, begin):
        deadline = time.monotonic() + LONGEST_WAIT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the server ended: {self.process.stderr.read()}")
            for line in self.log()[begin:].splitlines():
                if '"server.started"' in line and line.endswith("}"):
                    return json.loads(line)["port"]
            self.wait_a_moment()
        raise AssertionError("the server did not start in time")

    def wait_a_moment(self):
        select.select([], [], [], 0.02)

    def log(self):
        return self.log_file.read_text() if self.log_file.exists() else ""

    def log_lines(self, event):
        return [line for line in map(json.loads, self.log().splitlines()) if line["event"] == event]

    def call(self, method, path, body=None, token=None, headers=None):
        """Status, header fields and text of an answer to a body of JSON."""
        fields = dict(headers or {})
        if body is not None:
            fields.setdefault("Content-Type", "application/json")
            body = json.dumps(body)
        return self.send(method, path, body, token, fields)

    def send(self, method, path, body, token=None, headers=None):
        """The same for a body as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        fields = dict(headers or {})
        if token:
            fields["Authorization"] = f"Bearer {token}"
        connection.request(method, path, body=body, headers=fields)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, text

    def token(self, name, password):
        body = {"username": name, "password": password}
        status, _, text = self.call("POST", "/api/auth/login", body, headers={"X-API-Dialect": "danasaham"})
        assert status == 200, text
        return json.loads(text)["access_token"]

    def wait_for(self, condition, what):
        deadline = time.monotonic() + LONGEST_WAIT
        while not condition():
            assert time.monotonic() < deadline, f"waited in vain for: {what}"
            self.wait_a_moment()

    def stop(self):
        """Ends it as systemd does; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(LONGEST_WAIT)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(LONGEST_WAIT)
        self.process.stderr.close()
