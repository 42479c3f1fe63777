"""One server for all tests of a class."""

import re
import unittest

from support import Deployment, free_port
from wire_client import Wire, get

PASSWORD = "a password of the tests"

# A request whose answer nothing else gives: it shows that a connection is still in step.
PROBE = get("/api/echo?number=7")
# A request that stands where none may be heard; the log would tell of it even if nobody could read its answer.
SMUGGLED = get("/api/echo?number=666", "X-Request-Id: smuggled-request")


class HttpTest(unittest.TestCase):
    """Settings of the server by their names; `has_account` adds an account and its token."""

    settings = {}
    has_account = False

    @classmethod
    def setUpClass(cls):
        cls.deployment = Deployment()
        cls.addClassCleanup(cls.deployment.close)
        if cls.has_account:
            added = cls.deployment.run(
                "user", "add", "admin", "--superuser", "--password-stdin", *cls.deployment.settings(), given=PASSWORD + "\n"
            )
            assert added.returncode == 0, added.stderr
        cls.start()
        if cls.has_account:
            cls.token = cls.server.token("admin", PASSWORD)
            cls.bearer = f"Authorization: Bearer {cls.token}"

    @classmethod
    def tearDownClass(cls):
        assert "smuggled-request" not in cls.server.log(), "a request was served that must not have been heard"

    @classmethod
    def start(cls, **options):
        cls.admin_port = free_port()
        cls.server = cls.deployment.serve(
            **{
                "modules.wire.enabled": "true",
                "api.rate_limits": "false",
                "api.dialect": "danasaham",
                "server.admin_listen": f"127.0.0.1:{cls.admin_port}",
                **cls.settings,
                **options,
            }
        )

    def connect(self, **options):
        wire = Wire(self.server.port, **options)
        self.addCleanup(wire.close)
        return wire

    def ask(self, data, **options):
        """The answer to one request on a connection of its own."""
        with Wire(self.server.port, **options) as wire:
            return wire.ask(data, head_only=data.startswith(b"HEAD "))

    def metric(self, name):
        """A number that the admin listener tells."""
        with Wire(self.admin_port) as wire:
            text = wire.ask(get("/metrics")).body.decode()
        return float(re.search(rf"(?m)^{name} (\S+)$", text)[1])

    def assert_in_step(self, wire):
        """The connection stays, and what was answered was all that there was to answer."""
        answer = wire.ask(PROBE)
        self.assertIsNotNone(answer, "the connection was closed")
        self.assertEqual((answer.status, b'"number":7' in answer.body), (200, True), answer)

    def assert_refused(self, data, status):
        """One answer of that status that announces the end, and the end; a request behind it stays unheard."""
        with Wire(self.server.port) as wire:
            wire.send(data + SMUGGLED)
            answer = wire.answer()
            self.assertIsNotNone(answer, "closed without an answer")
            self.assertEqual(answer.status, status, answer)
            self.assertEqual(answer["connection"], "close")
            self.assertEqual(answer["content-type"], "application/json")
            self.assertTrue(wire.is_closed(), "a second answer")

    def assert_served(self, data, status, head_only=False):
        """One answer of that status, and a connection that goes on."""
        with Wire(self.server.port) as wire:
            answer = wire.ask(data, head_only)
            self.assertIsNotNone(answer, "closed without an answer")
            self.assertEqual(answer.status, status, answer)
            self.assertNotIn("connection", answer)
            self.assert_in_step(wire)
            return answer
