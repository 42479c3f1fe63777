"""A token that is revoked on one node is refused by the others: pushed, not when they happen to read the account again."""

import json
import os
import subprocess
import time
import types
import unittest
import uuid

from redis_server import Redis
from support import LONGEST_WAIT, CommandTest, Server

PASSWORD = "correct horse battery staple"
POSTGRES = os.environ.get("TENON_TEST_POSTGRES", "")
BOUND = 10.0  # Seconds; it takes milliseconds where the machine has time, and ten minutes where nothing is pushed
CONFIG = """
auth:
  account_refresh: 10m  # What is not pushed is not seen
  keys: [{id: shared, secret: {file: %s}}]
modules: {identity: {enabled: true}}
"""


def sql(url, text):
    subprocess.run(["psql", "-X", "-q", "-d", url, "-c", text], check=True, capture_output=True, timeout=LONGEST_WAIT)


@unittest.skipUnless(POSTGRES, "needs a PostgreSQL")
class RevocationTest(CommandTest):
    ENABLED = "identity"

    def setUp(self):
        super().setUp()
        name = "tenon_nodes_" + uuid.uuid4().hex
        sql(POSTGRES, f"CREATE DATABASE {name}")
        self.addCleanup(lambda: sql(POSTGRES, f"DROP DATABASE {name} WITH (FORCE)"))
        self.url = POSTGRES.replace("/postgres?", f"/{name}?")
        key = self.folder / "key"
        key.write_text("0123456789abcdef0123456789abcdef")
        key.chmod(0o400)
        self.file = self.config(CONFIG % key)

    def node(self, name, **settings):
        folder = self.folder / name
        folder.mkdir()
        server = Server(types.SimpleNamespace(folder=folder), self.words(folder, settings))
        self.addCleanup(server.kill)
        return server

    def words(self, folder, settings):
        values = {"data.dir": folder / "var", "database.url": self.url, "modules.path": self.settings_path(), **settings}
        return [f"--config={self.file}", *(f"--set={key}={value}" for key, value in values.items())]

    def settings_path(self):
        return next(word.split("=", 2)[2] for word in self.settings() if "modules.path" in word)

    def user(self, *words, settings=None, password=PASSWORD):
        words = (*words, "--password-stdin", *self.words(self.folder, settings or {}))
        done = self.run_tenon("user", *words, given=password + "\n")
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def status(self, node, token):
        return node.call("GET", "/api/auth/me/", token=token)[0]

    def refused_within(self, node, token):
        """Seconds until the node refuses the token."""
        began = time.monotonic()
        node.wait_for(lambda: self.status(node, token) == 401, "the refusal")
        return time.monotonic() - began

    def logged_out(self, node, token):
        self.assertEqual(200, node.call("POST", "/api/auth/logout/", {}, token)[0])

    def assert_pushed(self, one, two, settings=None):
        """A logout, a password reset by the command line and a new role on `one` reach `two`, which knows the account."""
        first, second = one.token("ann", PASSWORD), two.token("ann", PASSWORD)
        for token in (first, second):
            self.assertEqual([200, 200], [self.status(node, token) for node in (one, two)])
        self.logged_out(one, first)
        self.assertLess(self.refused_within(two, first), BOUND)
        self.assertEqual(200, self.status(two, second), "the other session goes on")

        self.user("reset-password", "ann", settings=settings, password=PASSWORD + " 2")
        for node in (one, two):
            self.assertLess(self.refused_within(node, second), BOUND)

        root = one.token("root", PASSWORD)
        self.assertEqual(200, one.call("GET", "/api/roles/", token=root)[0])
        third = two.token("bob", PASSWORD)
        self.assertEqual(403, two.call("GET", "/api/users/", token=third)[0])
        status, _, text = one.call("POST", "/api/roles/assign/", {"user_id": "bob", "role_id": "viewer"}, root)
        self.assertEqual(200, status, text)
        two.wait_for(lambda: two.call("GET", "/api/users/", token=third)[0] == 200, "the new role")

    def people(self, node):
        root = node.token("root", PASSWORD)
        role = {"name": "viewer", "permissions": ["users.view_user"]}
        self.assertEqual(201, node.call("POST", "/api/roles/", role, root)[0])

    def add_people(self):
        self.user("add", "root", "--superuser")
        for name in ("ann", "bob"):
            self.user("add", name)

    def test_postgresql_carries_the_news(self):
        self.add_people()
        one, two = self.node("one"), self.node("two")
        self.people(one)
        self.assert_pushed(one, two)

    def test_a_lost_line_is_opened_again_and_what_was_missed_is_read(self):
        self.add_people()
        one, two = self.node("one"), self.node("two")
        token = one.token("ann", PASSWORD)
        self.assertEqual(200, self.status(two, token))
        sql(
            self.url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND query LIKE 'LISTEN%'",
        )
        two.wait_for(lambda: two.log_lines("nodes.line.up"), "the line")
        self.assertEqual(1, len(two.log_lines("nodes.line.down")))
        self.logged_out(one, token)
        self.assertLess(self.refused_within(two, token), BOUND)

    def test_redis_carries_the_news_where_there_is_one(self):
        self.add_people()
        redis = Redis(self)
        settings = {"api.redis": redis.url}
        one, two = self.node("one", **settings), self.node("two", **settings)
        one.wait_for(redis.answers, "Redis")
        for node in (one, two):
            node.wait_for(
                lambda node=node: len(node.log_lines("nodes.line.up")) == len(node.log_lines("nodes.line.down")), "the line"
            )
        self.people(one)
        self.assert_pushed(one, two, settings)

        token = one.token("bob", PASSWORD)
        self.assertEqual(200, self.status(two, token))
        redis.stop()
        two.wait_for(lambda: two.log_lines("nodes.line.down"), "the outage")
        self.logged_out(one, token)
        self.assertEqual(401, self.status(one, token))
        self.assertEqual(200, self.status(two, token), "nobody could tell it")
        redis.start()
        self.assertLess(self.refused_within(two, token), LONGEST_WAIT)
        self.assertNotIn("secret", two.log())


if __name__ == "__main__":
    unittest.main()
