"""The download of the server's log: from a file and from the standard error stream, and never a secret in it."""

import base64
import io
import json
import subprocess
import unittest
import urllib.request
import zipfile

from support import LONGEST_WAIT, TENON, CommandTest, free_port

PASSWORD = "canary-password of the tests"
SECRETS = {
    "header": "canary-header-7f3a",
    "cookie": "canary-cookie-7f3a",
    "query": "canary-query-7f3a",
    "basic": base64.b64encode(b"admin:canary-basic").decode(),
    "wrong": "canary-wrong password",
    "setting": "canary-setting-7f3a",
}


class DownloadTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.tenon("user", "add", "admin", "--superuser", "--password-stdin", given=PASSWORD + "\n")
        self.tenon("user", "add", "clerk", "--password-stdin", given=PASSWORD + "\n")

    def download(self, port, token, query=""):
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/logs/download/{query}", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request, timeout=LONGEST_WAIT) as answer:
            self.assertEqual(answer.headers["Content-Type"], "application/zip")
            self.assertRegex(answer.headers["Content-Disposition"], r'attachment;.*tenon-log-\d{8}T\d{6}Z\.zip')
            archive = zipfile.ZipFile(io.BytesIO(answer.read()))
        self.assertIsNone(archive.testzip())
        self.assertEqual(archive.namelist(), ["tenon.log"])
        return archive.read("tenon.log").decode()

    def test_only_who_may_gets_it_and_it_is_audited(self):
        server = self.serve()
        self.assertEqual(server.call("GET", "/api/logs/download/")[0], 401)
        self.assertEqual(server.call("GET", "/api/logs/download/", token=server.token("clerk", PASSWORD))[0], 403)
        token = server.token("admin", PASSWORD)
        for query in ("?from=soon", "?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"):
            self.assertEqual(server.call("GET", "/api/logs/download/" + query, token=token)[0], 400, query)
        self.download(server.port, token, "?from=2026-01-01T00:00:00Z")
        status, _, text = server.call("GET", "/api/security/audit-logs/?action=logs.", token=token)
        self.assertEqual(status, 200)
        rows = json.loads(text)["results"]
        self.assertEqual(len(rows), 1, rows)
        self.assertEqual(rows[0]["actor"], "admin")
        self.assertEqual(rows[0]["after"], {"from": "2026-01-01T00:00:00.000000Z", "to": None})

    def test_a_range_restricts_the_lines(self):
        server = self.serve()
        token = server.token("admin", PASSWORD)
        log = self.download(server.port, token)
        started = next(line for line in map(json.loads, log.splitlines()) if line["event"] == "server.started")
        self.assertNotIn("server.started", self.download(server.port, token, "?to=" + started["at"]))
        after = self.download(server.port, token, "?from=" + started["at"])
        self.assertTrue(after.startswith('{"at":"' + started["at"]), after[:200])
        self.assertEqual(self.download(server.port, token, "?from=2999-01-01T00:00:00Z"), "")

    def tell_secrets(self, call, token):
        """Requests that carry each secret, good ones and such as fail."""
        call("POST", "/api/auth/login", {"username": "admin", "password": SECRETS["wrong"]})
        call("GET", f"/api/things/?token={SECRETS['query']}&search={SECRETS['query']}", None, token)
        call("GET", f"/api/things/{token}", None, token)
        call("GET", "/api/things/", None, None, {"Authorization": "Bearer " + SECRETS["header"], "X-Api-Key": SECRETS["header"]})
        call("GET", "/api/things/", None, None, {"Authorization": "Basic " + SECRETS["basic"]})
        call("GET", "/api/things/", None, None, {"Cookie": "session=" + SECRETS["cookie"]})
        call("PUT", "/api/settings/", {"things": {"code": SECRETS["setting"]}}, token)
        call("PUT", "/api/settings/", {"things": {"code": SECRETS["setting"] * 10}}, token)
        call("POST", "/api/failures/exception", {}, token)

    def assert_free_of_secrets(self, log, token):
        self.assertIn('"event":"request"', log)
        self.assertIn('"status":401', log)
        self.assertIn('"status":500', log)
        self.assertNotIn("canary", log)
        for secret in (token, token.split(".")[2], SECRETS["basic"]):
            self.assertNotIn(secret, log)

    def test_no_secret_reaches_the_file(self):
        server = self.serve(**{"log.level": "debug"})
        token = server.token("admin", PASSWORD)
        self.tell_secrets(server.call, token)
        self.assert_free_of_secrets(self.download(server.port, token), token)
        self.assertNotIn("canary", server.log())

    def test_without_a_file_the_last_lines_are_kept_in_memory(self):
        port = free_port()
        process = subprocess.Popen(
            [TENON, "serve", *self.settings(**{"api.rate_limits": "off"}), f"--set=server.listen=127.0.0.1:{port}"],
            stderr=subprocess.PIPE, text=True, cwd=self.folder,
        )
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait, LONGEST_WAIT)
        self.addCleanup(process.terminate)
        for line in process.stderr:
            if '"server.started"' in line:
                break

        def call(method, path, body=None, token=None, headers=None):
            fields = {"Content-Type": "application/json", "X-API-Dialect": "danasaham", **(headers or {})}
            if token:
                fields["Authorization"] = "Bearer " + token
            request = urllib.request.Request(
                f"http://127.0.0.1:{port}{path}", method=method, headers=fields,
                data=None if body is None else json.dumps(body).encode(),
            )
            try:
                with urllib.request.urlopen(request, timeout=LONGEST_WAIT) as answer:
                    return json.loads(answer.read())
            except urllib.error.HTTPError as refusal:
                return refusal.close()

        token = call("POST", "/api/auth/login", {"username": "admin", "password": PASSWORD})["access_token"]
        self.tell_secrets(call, token)
        log = self.download(port, token)
        self.assertIn("server.started", log)
        self.assert_free_of_secrets(log, token)


if __name__ == "__main__":
    unittest.main()
