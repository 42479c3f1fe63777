"""Several listeners of one server, each with the dialect of its clients."""

import http.client
import json
import unittest

from support import LONGEST_WAIT, CommandTest, Server


class ListenersTest(CommandTest):
    def test_each_listener_answers_in_its_dialect(self):
        config = self.config(
            "server:\n  listeners:\n"
            "    - {listen: '127.0.0.1:0', dialect: ktl}\n"
            "    - {listen: '127.0.0.1:0', dialect: visa}\n"
        )
        server = Server(self, [f"--config={config}", *self.settings()])
        self.addCleanup(server.kill)
        _, ktl, visa = server.log_lines("server.started")[0]["ports"]

        def at(port, headers=None):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
            connection.request("GET", "/api/things/", headers=headers or {})
            answer = json.loads(connection.getresponse().read())
            connection.close()
            return answer

        missing = "Authentication credentials were not provided."
        self.assertEqual({"success": False, "status": 401, "message": missing, "error": []}, at(ktl))
        self.assertEqual({"detail": missing, "code": "UNAUTHENTICATED"}, at(visa))
        self.assertEqual({"error": missing, "detail": missing, "code": "UNAUTHENTICATED"}, at(server.port))
        self.assertEqual({"detail": missing}, at(ktl, {"X-API-Dialect": "bitblast"}))

    def test_a_listener_without_dialect_is_a_fault(self):
        config = self.config("server: {listeners: [{listen: '127.0.0.1:0'}]}")
        done = self.run_tenon("config", "check", f"--config={config}")
        self.assertNotEqual(0, done.returncode)
        self.assertIn("dialect", done.stdout + done.stderr)


class BrowserTest(CommandTest):
    def test_behind_tls_cookies_are_bound_to_the_host_and_to_tls(self):
        self.tenon("user", "add", "ann", "--password-stdin", given="a password of the tests\n")
        server = self.serve(**{"api.public_url": "https://office.example", "server.trusted_proxies": "127.0.0.1"})

        def login(origin):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=LONGEST_WAIT)
            body = json.dumps({"username": "ann", "password": "a password of the tests"})
            fields = {"Content-Type": "application/json", "Origin": origin, "X-Forwarded-Proto": "https"}
            connection.request("POST", "/api/session-auth/login/", body, fields)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            return answer

        answer = login("https://office.example")
        self.assertEqual(200, answer.status)
        cookies = answer.headers.get_all("Set-Cookie")
        self.assertEqual(["__Host-tenon-session", "__Host-tenon-refresh", "csrftoken"], [c.split("=")[0] for c in cookies])
        for cookie in cookies:
            self.assertTrue(cookie.endswith("; Secure") and "; Path=/; SameSite=Strict" in cookie, cookie)
        self.assertEqual(["max-age=31536000"], answer.headers.get_all("Strict-Transport-Security"))
        for origin in ("http://office.example", f"http://127.0.0.1:{server.port}"):
            self.assertEqual(403, login(origin).status, origin)


class DevelopmentTest(CommandTest):
    def test_made_up_claims_need_a_server_for_development(self):
        done = self.run_tenon("serve", *self.settings(), "--set=auth.mock_claims=on")
        self.assertNotEqual(0, done.returncode)
        self.assertIn("server.development", done.stderr)
        server = self.serve()
        status, _, text = server.call("GET", "/api/mock-auth-config/")
        self.assertEqual((403, "mock_auth_disabled"), (status, json.loads(text)["code"]))
        server.stop()
        server = self.serve(**{"auth.mock_claims": "on", "server.development": "on"})
        status, _, text = server.call("GET", "/api/mock-auth-config/")
        self.assertEqual((200, "mock"), (status, json.loads(text)["username"]))


if __name__ == "__main__":
    unittest.main()
