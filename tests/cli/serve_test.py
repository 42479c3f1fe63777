"""The running server: start, stop, crash, admin listener, logs."""

import base64
import hashlib
import json
import socket
import threading
import unittest

from support import LONGEST_WAIT, CommandTest, free_port

PASSWORD = "a password of the tests"
PLAIN = {"X-API-Dialect": "danasaham"}  # Lists are arrays


class ServeTest(CommandTest):
    def setUp(self):
        super().setUp()
        self.tenon("user", "add", "admin", "--superuser", "--password-stdin", given=PASSWORD + "\n")

    def add(self, server, token, name, headers=None):
        return server.call("POST", "/api/things/", {"name": name}, token, headers)


class Life(ServeTest):
    def test_it_serves_stops_and_starts_again_on_the_same_data(self):
        server = self.serve()
        token = server.token("admin", PASSWORD)
        self.assertEqual(self.add(server, token, "one")[0], 201)
        self.assertEqual(server.stop(), 0)
        again = self.serve()
        status, _, text = again.call("GET", "/api/v1/things", token=token, headers=PLAIN)
        self.assertEqual(status, 200)
        self.assertEqual([thing["name"] for thing in json.loads(text)], ["one"])
        self.assertEqual(again.stop(), 0)

    def test_requests_in_flight_are_answered_before_it_ends(self):
        server = self.serve(**{"api.rate_limits": "off"})
        body = json.dumps({"username": "admin", "password": PASSWORD}).encode()
        head = f"POST /api/auth/login HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        clients = [socket.create_connection(("127.0.0.1", server.port), LONGEST_WAIT) for _ in range(6)]
        for client in clients:
            client.sendall(head.encode() + body)
        server.wait_for(lambda: len(server.log_lines("request")) >= 1, "the first answer")
        self.assertEqual(server.stop(), 0)
        for client in clients:
            answer = b""
            while chunk := client.recv(65536):
                answer += chunk
            client.close()
            self.assertTrue(answer.startswith(b"HTTP/1.1 200 "), answer[:300])
        self.assertTrue(server.log_lines("server.stopped"))

    def test_a_required_module_that_fails_stops_the_start(self):
        done = self.run_tenon(
            "serve",
            *self.settings(**{"modules.throws.enabled": "true", "modules.throws.required": "true"}),
            "--set=server.listen=127.0.0.1:0",
        )
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("throws", done.stderr)

    def test_another_module_that_fails_leaves_the_rest_running(self):
        server = self.serve(**{"modules.throws.enabled": "true"})
        self.assertEqual(server.call("GET", "/api/echo?number=1")[0], 200)
        self.assertEqual([line["module"] for line in server.log_lines("module.failed")], ["throws"])

    def test_an_address_that_is_taken_is_told(self):
        server = self.serve()
        done = self.run_tenon("serve", *self.settings(), f"--set=server.listen=127.0.0.1:{server.port}")
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(server.port), done.stderr)

    def test_what_was_acknowledged_survives_a_kill(self):
        server = self.serve()
        token = server.token("admin", PASSWORD)
        acknowledged = []
        is_over = threading.Event()

        def write(writer):
            for number in range(100_000):
                name = f"{writer}-{number}"
                try:
                    if self.add(server, token, name)[0] != 201 or is_over.is_set():
                        return
                except OSError:
                    return
                acknowledged.append(name)

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(6)]
        for writer in writers:
            writer.start()
        server.wait_for(lambda: len(acknowledged) >= 60, "sixty writes")
        server.process.kill()
        server.process.wait(LONGEST_WAIT)
        is_over.set()
        for writer in writers:
            writer.join(LONGEST_WAIT)

        again = self.serve()
        status, _, text = again.call("GET", "/api/things/?limit=10000", token=again.token("admin", PASSWORD), headers=PLAIN)
        self.assertEqual(status, 200)
        names = {thing["name"] for thing in json.loads(text)}
        self.assertEqual(set(acknowledged) - names, set())
        self.assertEqual(again.stop(), 0)
        verified = json.loads(self.tenon("audit", "verify", "--json").stdout)
        self.assertTrue(verified["ok"])
        self.assertGreaterEqual(verified["rows"], len(names))


    def test_the_exported_trail_proves_itself(self):
        server = self.serve()
        token = server.token("admin", PASSWORD)
        for number in range(3):
            status, _, text = server.call("POST", "/api/things/", {"name": f"thing {number}"}, token, PLAIN)
            self.assertEqual(status, 201, text)
        self.assertEqual(server.stop(), 0)
        told = json.loads(self.tenon("audit", "export", "--json", "--into", str(self.folder / "trail.jsonl")).stdout)
        *rows, signature = [json.loads(line) for line in (self.folder / "trail.jsonl").read_text().splitlines()]
        self.assertEqual(told["rows"], len(rows))
        previous = "0" * 64
        for position, row in enumerate(rows, 1):
            stated = row.pop("hash")
            canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            self.assertEqual((row["position"], row["prev_hash"]), (position, previous))
            self.assertEqual(hashlib.sha256(canonical.encode()).hexdigest(), stated)
            previous = stated
        self.assertEqual((signature["position"], signature["hash"]), (len(rows), previous))
        self.assertTrue(signature["signature"])
        self.assertEqual(self.tenon("audit", "export").stdout.count("\n"), len(rows) + 1)


    def test_rotating_the_key_of_secrets_leaves_them_readable_and_sealed_anew(self):
        server = self.serve()
        token = server.token("admin", PASSWORD)
        status, _, text = server.call("POST", "/api/things/", {"name": "one", "pin": "c4n4ry"}, token, PLAIN)
        self.assertEqual(status, 201, text)
        self.assertEqual(json.loads(self.tenon("secrets", "rotate", "--json").stdout), {"ok": True, "resealed": 1, "unreadable": 0})
        self.assertEqual(json.loads(self.tenon("secrets", "rotate", "--json").stdout)["resealed"], 1)
        self.assertEqual(len(list((self.folder / "var/keys").glob("secrets-*.key"))), 3)
        self.assertEqual(server.stop(), 0)
        for file in (self.folder / "var").rglob("*"):
            if file.is_file():
                self.assertNotIn(b"c4n4ry", file.read_bytes(), file)


class Wire(ServeTest):
    def test_head_answers_the_fields_of_get_without_its_body(self):
        server = self.serve()
        _, with_body, text = server.call("GET", "/api/echo?number=1")
        status, without_body, nothing = server.call("HEAD", "/api/echo?number=1")
        self.assertEqual((status, nothing), (200, ""))
        self.assertEqual(with_body["content-length"], without_body["content-length"])
        self.assertEqual(int(with_body["content-length"]), len(text))

    def test_too_many_requests_are_told_when_to_come_back(self):
        server = self.serve(**{"api.requests_per_minute": 5})
        answers = [server.call("GET", "/api/echo?number=1") for _ in range(20)]
        refused = [answer for answer in answers if answer[0] == 429]
        self.assertTrue(refused)
        self.assertEqual(answers[0][0], 200)
        self.assertGreater(int(refused[0][1]["retry-after"]), 0)
        self.assertIn("remaining=0", refused[0][1]["ratelimit"])
        self.assertIn("RATE_LIMITED", refused[0][2])

    def test_refused_requests_count_as_well(self):
        server = self.serve(**{"api.requests_per_minute": 5})
        answers = [server.call("GET", "/api/things/", token="guessed")[0] for _ in range(20)]
        self.assertEqual(answers[0], 401)
        self.assertIn(429, answers)

    def test_a_body_that_is_too_large_is_refused_before_it_is_sent(self):
        server = self.serve()
        with socket.create_connection(("127.0.0.1", server.port), LONGEST_WAIT) as client:
            client.sendall(b"POST /api/echo HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n")
            self.assertTrue(client.recv(65536).startswith(b"HTTP/1.1 413 "))


class Admin(ServeTest):
    def test_health_and_metrics_have_a_listener_of_their_own(self):
        admin_port = free_port()
        server = self.serve(**{"server.admin_listen": f"127.0.0.1:{admin_port}"})
        server.call("GET", "/api/echo?number=1")
        api_port, server.port = server.port, admin_port
        self.assertEqual(server.call("GET", "/live")[0], 200)
        status, _, text = server.call("GET", "/ready")
        self.assertEqual((status, json.loads(text)["status"]), (200, "ok"))
        status, fields, text = server.call("GET", "/metrics")
        self.assertEqual(status, 200)
        self.assertTrue(fields["content-type"].startswith("text/plain; version=0.0.4"))
        self.assertRegex(text, r"(?m)^tenon_http_requests_total [1-9]")
        for line in text.splitlines():
            self.assertRegex(line, r"^(# (HELP|TYPE) \S+ .+|[a-z_]+(\{.*\})? -?[0-9.e+-]+)$")
        self.assertEqual(server.call("POST", "/live")[0], 405)
        self.assertEqual(server.call("GET", "/api/echo?number=1")[0], 404)
        server.port = api_port
        self.assertEqual(server.call("GET", "/metrics")[0], 404)


class Logs(ServeTest):
    def test_each_request_has_a_line_without_query_and_tokens(self):
        server = self.serve()
        token = server.token("admin", PASSWORD)
        server.call("GET", "/api/things/?search=c4n4ry", token=token, headers={"X-Request-Id": "request-77"})
        server.call("GET", "/api/no%0Aforged%1b", token=token)
        server.call("GET", "/api/%22quoted%22", token=token)
        server.stop()
        text = server.log()
        for secret in (token, PASSWORD, "c4n4ry"):
            self.assertNotIn(secret, text)
        line = next(line for line in server.log_lines("request") if line["request_id"] == "request-77")
        self.assertEqual(
            (line["method"], line["path"], line["route"], line["status"], line["peer"]),
            ("GET", "/things", "/things", 200, "127.0.0.1"),
        )
        self.assertGreater(line["user"], 0)
        self.assertEqual(len(server.log_lines("request")), 4)

    def test_a_hangup_reopens_the_log(self):
        server = self.serve()
        moved = server.log_file.with_suffix(".1")
        server.log_file.rename(moved)
        server.process.send_signal(1)
        server.wait_for(server.log_file.exists, "the new file")
        server.call("GET", "/api/echo?number=1", headers={"X-Request-Id": "request-78"})
        server.wait_for(lambda: "request-78" in server.log(), "the line in the new file")

    def test_a_hangup_takes_up_a_rotated_key_and_keeps_the_old_one(self):
        server = self.serve()
        before = server.token("admin", PASSWORD)
        rotated = json.loads(self.tenon("keys", "rotate", "--json").stdout)["kid"]
        server.process.send_signal(1)
        server.wait_for(lambda: self.key_of(server.token("admin", PASSWORD)) == rotated, "a token of the new key")
        self.assertEqual(server.call("GET", "/api/things/", token=before)[0], 200)

    @staticmethod
    def key_of(token):
        header = token.split(".")[0]
        return json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"]


if __name__ == "__main__":
    unittest.main()
