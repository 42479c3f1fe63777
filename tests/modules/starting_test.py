"""A start that takes long: who looks at the server from outside is told, and sends no requests yet."""

import json
import os
import pathlib
import re
import socket
import unittest

from faulty_server import FaultyTest
from support import Server, free_port


class Unfinished(Server):
    """A server whose start does not end; `port` is its admin listener's."""

    def _port_in_log(self, begin):
        return None


class Starting(FaultyTest):
    def starting(self, **settings):
        admin_port = free_port()
        server = Unfinished(
            self.deployment, self.settings(**{"server.admin_listen": f"127.0.0.1:{admin_port}", **settings})
        )
        self.addCleanup(server.kill)
        server.port = admin_port
        server.wait_for(lambda: self.accepts(admin_port), "the admin listener")
        return server

    def accepts(self, port):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            return False

    def assert_not_ready(self, server):
        self.assertEqual(server.call("GET", "/live")[0], 200)
        status, _, text = server.call("GET", "/ready")
        report = json.loads(text)
        self.assertEqual((status, report["status"]), (503, "down"))
        self.assertEqual(report["components"]["api"], {"status": "down", "reason": "accepts no requests"})
        self.assertNotIn('"server.started"', server.log())

    def test_it_is_not_ready_while_demo_data_load(self):
        self.assert_not_ready(self.starting(**{"demo.load": "true", "modules.faulty.demo": "hang"}))

    def test_it_is_not_ready_while_a_module_makes_itself_ready(self):
        self.assert_not_ready(self.starting(**{"modules.faulty.ready": "hang"}))

    def test_it_is_ready_once_it_accepts_requests(self):
        admin_port = free_port()
        server = self.serve(**{"server.admin_listen": f"127.0.0.1:{admin_port}"})
        server.port = admin_port
        status, _, text = server.call("GET", "/ready")
        self.assertEqual((status, json.loads(text)["components"]["api"]), (200, {"status": "ok", "reason": ""}))

    @unittest.skipIf(os.environ.get("TENON_TEST_SANITIZER"), "a sanitizer keeps memory of its own")
    def test_memory_that_only_the_start_has_needed_is_given_back(self):
        status = pathlib.Path(f"/proc/{self.serve().process.pid}/status").read_text()
        resident, most = (int(re.search(rf"{name}:\s+(\d+) kB", status)[1]) for name in ("VmRSS", "VmHWM"))
        self.assertLess(resident, most / 2)


if __name__ == "__main__":
    unittest.main()
