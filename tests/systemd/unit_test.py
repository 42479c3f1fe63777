"""The unit is tight, and the server with its helper programs lives within it."""

import errno
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import unittest

from support import LONGEST_WAIT, TENON, CommandTest, Server
from unit import NOBODY, UNIT, Sandbox, values

PASSWORD = "a password of the tests"
LARGEST_EXPOSURE = 15  # Tenths: 1.5


class Judged(unittest.TestCase):
    def test_its_exposure_is_small(self):
        done = subprocess.run(
            ["systemd-analyze", "security", "--offline=yes", f"--threshold={LARGEST_EXPOSURE}", UNIT],
            capture_output=True, text=True, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_systemd_understands_all_of_it(self):
        with_program = pathlib.Path(UNIT).read_text().replace("/usr/bin/tenon", os.path.abspath(TENON))
        folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory(prefix="tenon-unit-")))
        unit = folder / "tenon.service"
        unit.write_text(with_program)
        done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_the_exit_statuses_it_knows_are_those_of_the_program(self):
        self.assertEqual((values("RestartPreventExitStatus"), values("SuccessExitStatus")), (["2 3"], ["4"]))


class Confined(CommandTest):
    ENABLED = "documents dttot"

    def setUp(self):
        super().setUp()
        sandbox = Sandbox()
        self.enter = sandbox.enter
        if os.geteuid() == 0:
            os.chown(self.folder, NOBODY, NOBODY)

    def confined(self, *words, given=None):
        done = subprocess.run(
            [TENON, *words, *self.settings()], input=given, capture_output=True, text=True, timeout=LONGEST_WAIT,
            cwd=self.folder, preexec_fn=self.enter, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_the_restrictions_are_real(self):
        for code in (
            "import socket; socket.socket(socket.AF_NETLINK)",
            "import mmap; mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC)",
            "import os; os.sched_setaffinity(0, {0})",
            "import os; os.chroot('/')",
        ):
            done = subprocess.run(
                ["python3", "-c", code], capture_output=True, text=True, preexec_fn=self.enter, check=False
            )
            self.assertIn("PermissionError", done.stderr, code)

    def test_helper_programs_may_confine_themselves_further(self):
        landlock_create_ruleset, version = 444, 1
        code = f"import ctypes; c = ctypes.CDLL(None, use_errno=True); c.syscall({landlock_create_ruleset}, 0, 0, {version}); print(ctypes.get_errno())"
        done = subprocess.run(["python3", "-c", code], capture_output=True, text=True, preexec_fn=self.enter, check=True)
        self.assertNotEqual(int(done.stdout), errno.EPERM)

    def test_the_helper_program_of_a_module_reads_a_list(self):
        self.confined("user", "add", "admin", "--superuser", "--password-stdin", given=PASSWORD + "\n")
        self.confined("config", "check")
        server = Server(self, self.settings(**{"demo.load": "true"}), preexec_fn=self.enter)
        self.addCleanup(server.kill)
        token = server.token("admin", PASSWORD)
        plain = {"X-API-Dialect": "danasaham"}

        def documents():
            return json.loads(server.call("GET", "/api/dttot/documents/", token=token, headers=plain)[2])

        server.wait_for(lambda: documents()[0]["status"] in ("processed", "failed"), "the end of the extraction")
        self.assertEqual(documents()[0]["status"], "processed", server.log())
        self.assertEqual(server.stop(), 0)


class Notified(CommandTest):
    ENABLED = "documents dttot"

    def test_systemd_is_told_when_the_server_is_ready_and_when_it_stops(self):
        for address in (str(self.folder / "notify"), f"\0tenon-test-{os.getpid()}"):
            named = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            self.addCleanup(named.close)
            named.settimeout(LONGEST_WAIT)
            named.bind(address)
            environment = {**os.environ, "NOTIFY_SOCKET": address.replace("\0", "@")}
            server = Server(self, self.settings(), env=environment)
            self.addCleanup(server.kill)
            self.assertEqual(named.recv(100), b"READY=1")
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(named.recv(100), b"STOPPING=1")
            self.assertEqual(server.process.wait(LONGEST_WAIT), 0)


if __name__ == "__main__":
    unittest.main()
