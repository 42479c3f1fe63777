"""Whatever a module throws, from wherever: the client learns nothing of it, the log everything."""

import json
import socket
import unittest

from faulty_server import DIALECTS, PLAIN, THROWN, FaultyTest
from support import LONGEST_WAIT


class Requests(FaultyTest):
    def test_whatever_is_thrown_is_a_500_that_tells_nothing(self):
        server, token = self.signed_in()
        calls = [("GET", f"/api/faulty/route/{way}", None) for way in THROWN]
        calls += [("POST", f"/api/faulty/write/{way}", None) for way in THROWN]
        calls += [("GET", f"/api/faulty/transaction/{way}", None) for way in THROWN]
        calls += [("POST", "/api/faulty/records", {"name": way}) for way in THROWN]
        for number, (method, path, body) in enumerate(calls):
            request_id = f"request-{number}"
            dialect = DIALECTS[number % len(DIALECTS)]
            status, fields, text = server.call(
                method, path, body, token, {"X-Request-Id": request_id, "X-API-Dialect": dialect}
            )
            where = f"{method} {path} in {dialect}: {status} {text}"
            self.assertEqual(status, 500, where)
            self.assertEqual(fields["content-type"], "application/json", where)
            self.assertIn(request_id, text, where)
            json.loads(text)
            for inside in ("canary", "faulty", "exception", "Private", "route"):
                self.assertNotIn(inside, text.lower(), where)
        server.stop()
        told = {line["request_id"]: line for line in server.log_lines("request.failed")}
        for number, (method, path, _) in enumerate(calls):
            line = told[f"request-{number}"]
            self.assertEqual(line["module"], "faulty", line)
            self.assertTrue(line["route"].startswith(f"{method} /faulty/"), line)

    def test_the_log_names_every_type_and_cause(self):
        server, _ = self.signed_in()
        for way, words in (
            ("int", "exception of type int"),
            ("private", "exception of type faulty::(anonymous namespace)::Private"),
            ("wordless", "faulty::(anonymous namespace)::Wordless: "),
            ("exception", "std::runtime_error: canary"),
        ):
            server.call("GET", f"/api/faulty/route/{way}", headers={"X-Request-Id": f"request-{way}"})
            server.wait_for(lambda: f"request-{way}" in server.log(), way)
            line = next(line for line in self.lines(server, "request.failed") if line["request_id"] == f"request-{way}")
            self.assertEqual(line["what"], words)
        server.call("GET", "/api/faulty/route/nested", headers={"X-Request-Id": "request-nested"})
        server.wait_for(lambda: "request-nested" in server.log(), "the nested one")
        nested = next(line for line in self.lines(server, "request.failed") if line["request_id"] == "request-nested")
        causes = [words in nested["what"] for words in ("canary outside; because ", "canary in the middle; because ", "canary of a private")]
        self.assertEqual(causes, [True, True, True], nested)

    def test_an_error_meant_for_the_client_reaches_it(self):
        server, _ = self.signed_in()
        for way in ("error", "nested-in-error"):
            status, _, text = server.call("GET", f"/api/faulty/route/{way}")
            self.assertEqual((status, "It is faulty." in text, "canary" in text), (500, True, False), text)

    def test_an_answer_that_breaks_off_closes_the_connection(self):
        server, _ = self.signed_in()
        with socket.create_connection(("127.0.0.1", server.port), LONGEST_WAIT) as client:
            client.sendall(b"GET /api/faulty/short-file HTTP/1.1\r\nHost: t\r\n\r\nGET /api/health HTTP/1.1\r\nHost: t\r\n\r\n")
            answer = b""
            while chunk := client.recv(65536):
                answer += chunk
        self.assertIn(b"Content-Length: 1048576\r\n", answer)
        self.assertTrue(answer.endswith(b"\r\n\r\nbeginning"), answer[-200:])


class Elsewhere(FaultyTest):
    def test_a_job_that_throws_has_failed_and_tells_nothing(self):
        server, token = self.signed_in()
        for way in THROWN:
            job = self.ended_job(server, token, server.call("POST", f"/api/faulty/job/{way}", token=token, headers=PLAIN))
            self.assertEqual(job["status"], "failed", job)
            public = json.dumps(job["error"])
            self.assertTrue("canary" not in public or way in ("no-status", "wild-status"), job)
        self.assertEqual({line["module"] for line in self.lines(server, "job.failed")}, {"faulty"})

    def test_an_event_handler_that_throws_is_tried_again_and_the_server_goes_on(self):
        server, _ = self.signed_in()
        for way in ("int", "private-error"):
            self.assertEqual(server.call("POST", f"/api/faulty/event/{way}")[0], 200)
        line = self.lines(server, "event.delivery_failed")[0]
        self.assertEqual((line["module"], line["cause"]), ("faulty", "exception of type int"))
        self.assertEqual(server.call("GET", "/api/faulty/route/nothing")[0], 200)
        self.assertEqual(server.stop(), 0)

    def test_a_module_that_cannot_bear_that_all_have_started_is_told(self):
        for way in ("int", "exception", "private"):
            server = self.serve(**{"modules.faulty.ready": way})
            self.assertEqual([line["module"] for line in self.lines(server, "module.failed")][-1], "faulty")
            self.assertEqual(server.call("GET", "/api/faulty/route/nothing")[0], 200)
            self.assertEqual(server.stop(), 0)

    def test_a_required_module_that_cannot_bear_it_stops_the_start(self):
        done = self.run_tenon(
            "serve", *self.settings(**{"modules.faulty.ready": "int", "modules.faulty.required": "true"}),
            "--set=server.listen=127.0.0.1:0",
        )
        self.assertEqual((done.returncode, "faulty': exception of type int" in done.stderr), (3, True), done.stderr)

    def test_demo_data_that_throws_and_a_stop_that_throws_are_told(self):
        server = self.serve(**{"demo.load": "true", "modules.faulty.demo": "int", "modules.faulty.stop": "private"})
        self.assertEqual(self.lines(server, "demo.failed")[0]["module"], "faulty")
        self.assertEqual(server.stop(), 0)
        self.assertEqual([line["module"] for line in server.log_lines("module.stop.failed")], ["faulty"])


if __name__ == "__main__":
    unittest.main()
