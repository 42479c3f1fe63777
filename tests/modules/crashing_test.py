"""What crashes in a module is told in the log under its name before the process ends, and ends it truly."""

import http.client
import json
import os
import signal
import unittest

from faulty_server import FaultyTest
from support import LONGEST_WAIT

CRASHES = {
    "segv": signal.SIGSEGV, "segv-in-libc": signal.SIGSEGV, "bus": signal.SIGBUS, "fpe": signal.SIGFPE, "ill": signal.SIGILL,
    "abort": signal.SIGABRT, "overflow": signal.SIGSEGV, "terminate": signal.SIGABRT,
}


@unittest.skipIf(os.environ.get("TENON_TEST_SANITIZER"), "a sanitizer ends the process in its own way")
class Crashes(FaultyTest):
    def crash(self, server, method, path, body=None, token=None):
        """Makes a call that the server does not survive; the line that it left and its exit status."""
        try:
            server.call(method, path, body, token, {"X-Request-Id": "request-crash"})
        except (OSError, http.client.HTTPException):
            pass
        status = server.process.wait(LONGEST_WAIT)
        last = server.log().splitlines()[-1]
        line = json.loads(last)
        self.assertEqual((line["event"], line["level"], line["module"]), ("module.crashed", "error", "faulty"), last)
        self.assertRegex(line["at"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")
        return line, status

    def test_every_crash_in_a_handler_names_module_route_and_request(self):
        for way, number in CRASHES.items():
            line, status = self.crash(self.serve(), "GET", f"/api/faulty/route/{way}")
            self.assertEqual(status, -number, way)
            told = (line["signal"], line["route"], line["request_id"])
            self.assertEqual(told, (number.name, "GET /faulty/route/{way}", "request-crash"), way)

    def test_a_crash_in_a_transaction_names_the_request_that_runs_it(self):
        for method, path in (("POST", "/faulty/write"), ("GET", "/faulty/transaction")):
            line, status = self.crash(self.serve(), method, f"/api{path}/segv")
            self.assertEqual((status, line["route"]), (-signal.SIGSEGV, f"{method} {path}/{{way}}"))
            self.assertEqual(line["request_id"], "request-crash")

    def test_a_crash_in_a_hook_names_the_route_of_the_resource(self):
        server, token = self.signed_in()
        line, _ = self.crash(server, "POST", "/api/faulty/records", {"name": "overflow"}, token)
        self.assertEqual((line["signal"], line["route"]), ("SIGSEGV", "POST /faulty/records"))

    def test_a_crash_in_a_job_names_the_kind(self):
        server, token = self.signed_in()
        line, status = self.crash(server, "POST", "/api/faulty/job/overflow", token=token)
        self.assertEqual((status, line["job"], line["request_id"]), (-signal.SIGSEGV, "faulty.work", "request-crash"))

    def test_a_crash_in_an_event_handler_names_the_subscription(self):
        line, status = self.crash(self.serve(), "POST", "/api/faulty/event/fpe")
        self.assertEqual((status, line["subscription"]), (-signal.SIGFPE, "faulty.*"))

    def test_a_crash_in_a_thread_of_the_module_is_known_by_its_code(self):
        for way in ("segv", "segv-in-libc", "abort", "terminate", "int"):
            line, _ = self.crash(self.serve(), "GET", f"/api/faulty/thread/{way}")
            self.assertNotIn("route", line, way)
            if way == "int":
                self.assertEqual((line["signal"], line["exception"]), ("SIGABRT", "exception of type int"))

    def test_a_crash_at_the_stop_names_the_module(self):
        for where in ("stop", "kept"):
            server = self.serve(**{f"modules.faulty.{where}": "abort"})
            self.assertEqual(server.stop(), -signal.SIGABRT)
            line = server.log_lines("module.crashed")[-1]
            self.assertEqual((line["module"], line["action"]), ("faulty", "onStop"), where)

    def test_a_crash_at_the_very_end_is_told_where_there_is_no_log_any_more(self):
        server = self.serve(**{"modules.faulty.exit": "abort"})
        server.process.send_signal(signal.SIGTERM)
        self.assertEqual(server.process.wait(LONGEST_WAIT), -signal.SIGABRT)
        line = json.loads(server.process.stderr.read().splitlines()[0])
        self.assertEqual((line["event"], line["module"], line["signal"]), ("module.crashed", "faulty", "SIGABRT"))

    def test_a_signal_from_outside_blames_nobody(self):
        server = self.serve()
        server.process.send_signal(signal.SIGSEGV)
        self.assertEqual(server.process.wait(LONGEST_WAIT), -signal.SIGSEGV)
        self.assertEqual([line["signal"] for line in server.log_lines("server.crashed")], ["SIGSEGV"])
        self.assertEqual(server.log_lines("module.crashed"), [])


if __name__ == "__main__":
    unittest.main()
