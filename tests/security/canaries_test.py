"""Secrets that people and clients send are nowhere to be read afterwards: not in the database and its log, not in the
server's own log, its environment, its answers, or what it exports of the audit trail (ASVS 5.0 16.2.5)."""

import json
import pathlib
import secrets
import unittest

from support import CommandTest, Server

PASSWORD = "correct horse battery staple"


class CanariesTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.canaries = []
        key = self.folder / "key"
        key.write_text(self.canary())
        key.chmod(0o400)
        self.text = f"auth: {{keys: [{{id: one, secret: {{file: {key}}}}}]}}\nmodules: {{identity: {{enabled: true}}}}\n"
        self.key = key

    def canary(self, kind="canary"):
        """A secret that occurs nowhere by chance."""
        self.canaries.append(f"{kind}-{secrets.token_hex(16)}")
        return self.canaries[-1]

    def serve_with_key(self):
        config = self.config(self.text)
        self.tenon("user", "add", "root", "--superuser", "--password-stdin", f"--config={config}", given=PASSWORD + "\n")
        server = Server(self, [f"--config={config}", *self.settings()])
        self.addCleanup(server.kill)
        return server, config

    def plant(self, server):
        """What the server answers while it is fed with secrets, each of which must stay unread."""
        answers = []

        def ask(method, path, body=None, token=None, headers=None):
            status, fields, text = server.call(method, path, body, token, headers)
            answers.append(text + json.dumps(fields))
            return status, text

        root = server.token("root", PASSWORD)
        for number in range(8):  # Passwords of new accounts, and of accounts that are changed
            password, name = self.canary(), f"user{number}"
            body = {"username": name, "email": f"{name}@example.com", "password": password}
            self.assertEqual(201, ask("POST", "/api/users/", body, root)[0])
            self.assertEqual(200, ask("POST", f"/api/users/{name}/reset-password/", {"new_password": self.canary()}, root)[0])
        for number in range(8):  # Wrong passwords, also where the name belongs
            self.assertEqual(401, ask("POST", "/api/auth/login", {"username": f"user{number}", "password": self.canary()})[0])
        for _ in range(4):
            self.assertEqual(401, ask("POST", "/api/auth/login", {"username": self.canary(), "password": "x"})[0])
        for number in range(8):  # Secret fields of records
            status, text = ask("POST", "/api/things/", {"name": f"thing {number}", "pin": self.canary()}, root)
            self.assertEqual(201, status, text)
            self.assertEqual(200, ask("PATCH", f"/api/things/{json.loads(text)['id']}/", {"pin": self.canary()}, root)[0])
        for place in ("token", "ticket", "password", "api_key"):  # Tokens and the like in an address
            ask("GET", f"/api/things/?{place}={self.canary()}", token=root)
        ask("GET", "/api/things/", token=self.canary())
        ask("GET", "/api/things/", headers={"Cookie": f"tenon-session={self.canary()}"})
        ask("POST", "/api/auth/refresh", {"refresh_token": self.canary()})
        ask("POST", "/api/users/", {"username": "x y", "email": "no", "password": self.canary()}, root)
        for path in ("/api/security/audit-logs/?page_size=500", "/api/users/?page_size=500", "/api/things/?page_size=500"):
            self.assertEqual(200, ask("GET", path, token=root)[0])
        return answers

    def issued(self, server):
        """What the server itself gives out: only who gets it may know it."""
        plain = {"X-API-Dialect": "danasaham"}
        body = {"username": "root", "password": PASSWORD}
        session = json.loads(server.call("POST", "/api/auth/login", body, headers=plain)[2])
        _, _, text = server.call("POST", "/api/auth/stream-ticket", {}, session["access_token"], plain)
        return [session["access_token"], session["refresh_token"], json.loads(text)["ticket"], PASSWORD]

    def found_in(self, where, bytes_):
        return [(str(where), secret) for secret in self.canaries if secret.encode() in bytes_]

    def test_no_secret_is_left_anywhere(self):
        server, config = self.serve_with_key()
        answers = self.plant(server)
        self.assertGreater(len(self.canaries), 40)
        leaks = [leak for answer in answers for leak in self.found_in("answer", answer.encode())]
        self.canaries += self.issued(server)
        leaks += self.found_in("environment", pathlib.Path(f"/proc/{server.process.pid}/environ").read_bytes())
        leaks += self.found_in("arguments", pathlib.Path(f"/proc/{server.process.pid}/cmdline").read_bytes())
        shown = self.run_tenon("config", "show", f"--config={config}")
        leaks += self.found_in("config show", (shown.stdout + shown.stderr).encode())
        for file in self.files():  # While it runs: what SQLite has not yet moved out of its log is there
            leaks += self.found_in(file, file.read_bytes())
        self.assertEqual(0, server.stop())
        exported = self.tenon("audit", "export")
        leaks += self.found_in("audit export", exported.stdout.encode())
        for file in self.files():
            leaks += self.found_in(file, file.read_bytes())
        self.assertEqual([], leaks)
        self.assertTrue(any(b"thing 3" in file.read_bytes() for file in self.files()), "what is no secret is found so")

    def files(self):
        """Everything below the folder of the deployment but the key that was put there."""
        return [file for file in self.folder.rglob("*") if file.is_file() and file != self.key]


if __name__ == "__main__":
    unittest.main()
