"""A module that never comes back does not hold the process: it is named in the log and left behind."""

import socket
import time
import unittest

from faulty_server import FaultyTest
from support import LONGEST_WAIT

LEFT_BEHIND = 4
SHORT = {"modules.stop_timeout": "300ms", "server.drain": "300ms"}


class Hangs(FaultyTest):
    def assert_left_behind(self, server, place):
        """Stops the server, which must end soon and name the place that hangs."""
        begin = time.monotonic()
        self.assertEqual(server.stop(), LEFT_BEHIND)
        self.assertLess(time.monotonic() - begin, 20)
        hanging = server.log_lines("module.hangs")
        self.assertTrue(hanging)
        for line in hanging:
            self.assertEqual({"module": line["module"], **place}, {key: line[key] for key in ("module", *place)})
            self.assertEqual(line["module"], "faulty")
        self.assertTrue(server.log_lines("server.stopped"))

    def test_a_stop_that_hangs_ends_in_time(self):
        self.assert_left_behind(self.serve(**SHORT, **{"modules.faulty.stop": "hang"}), {"action": "onStop"})

    def test_a_thread_that_never_ends_is_not_waited_for(self):
        self.assert_left_behind(self.serve(**SHORT, **{"modules.faulty.thread": "hang"}), {"action": "onStop"})

    def test_a_destructor_that_hangs_ends_in_time(self):
        self.assert_left_behind(self.serve(**SHORT, **{"modules.faulty.kept": "hang"}), {"action": "onStop"})

    def test_an_end_of_the_process_that_hangs_ends_in_time(self):
        self.assertEqual(self.serve(**SHORT, **{"modules.faulty.exit": "hang"}).stop(), LEFT_BEHIND)

    def test_a_handler_that_hangs_is_given_up_at_the_drain_deadline(self):
        server = self.serve(**SHORT)
        with socket.create_connection(("127.0.0.1", server.port), LONGEST_WAIT) as client:
            client.sendall(b"GET /api/faulty/route/hang HTTP/1.1\r\nHost: t\r\n\r\n")
            self.in_flight(server)
            self.assert_left_behind(server, {"route": "GET /faulty/route/{way}"})

    def test_a_write_that_hangs_holds_up_nothing_else_for_long(self):
        server = self.serve(**SHORT)
        with socket.create_connection(("127.0.0.1", server.port), LONGEST_WAIT) as client:
            client.sendall(b"POST /api/faulty/write/hang HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n")
            self.in_flight(server)
            self.assert_left_behind(server, {"route": "POST /faulty/write/{way}"})

    def test_a_job_that_hangs_is_given_up(self):
        server, token = self.signed_in(**SHORT)
        job = server.call("POST", "/api/faulty/job/hang", token=token)
        self.assertEqual(job[0], 202)
        server.wait_for(lambda: '"running"' in server.call("GET", "/api/jobs/1/", token=token)[2], "the job to run")
        self.assert_left_behind(server, {"job": "faulty.work"})

    def test_a_module_that_fails_and_hangs_when_it_is_taken_back_does_not_hold_the_start(self):
        server = self.serve(**SHORT, **{"modules.faulty.declaring": "int", "modules.faulty.stop": "hang"})
        self.assertEqual([line["reason"] for line in server.log_lines("module.failed")], ["exception of type int"])
        self.assertEqual(server.call("GET", "/api/health/")[0], 200)
        self.assertEqual(server.stop(), LEFT_BEHIND)

    def test_a_start_that_is_broken_off_lets_modules_end_their_threads(self):
        done = self.run_tenon(
            "serve", *self.settings(**{"modules.faulty.thread": "nothing", "modules.throws.required": "true"}),
            "--set=server.listen=127.0.0.1:0",
        )
        self.assertEqual(done.returncode, 3, done.stderr)

    def in_flight(self, server):
        """Waits until a request is being handled: the health check of the same server then is the second."""
        server.wait_for(lambda: server.call("GET", "/api/health/")[0] == 200, "an answer beside it")


if __name__ == "__main__":
    unittest.main()
