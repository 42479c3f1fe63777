"""Rate limits of several nodes that share a Redis, and what becomes of them when it is away."""

import json
import types
import unittest

from redis_server import Redis
from support import CommandTest, Server


class LimitsTest(CommandTest):
    def node(self, name, **settings):
        """A server with a folder of its own: what it shares with others is the Redis alone."""
        folder = self.folder / name
        folder.mkdir()
        values = {"data.dir": folder / "var", **settings}
        node = Server(types.SimpleNamespace(folder=folder), [f"--set={key}={value}" for key, value in values.items()])
        self.addCleanup(node.kill)
        return node

    def login(self, node):
        status, fields, text = node.call("POST", "/api/auth/login/", {"username": "ann", "password": "wrong"})
        return status, fields, json.loads(text)

    def statuses(self, *nodes):
        return [self.login(node)[0] for node in nodes]

    def test_one_node_counts_for_itself(self):
        node = self.node("one", **{"api.dialect": "gaara"})
        self.assertEqual([401] * 5 + [429], self.statuses(*[node] * 6))
        status, fields, answer = self.login(node)
        self.assertEqual("RATE_LIMITED", answer["error"]["code"])
        self.assertTrue(0 < int(fields["retry-after"]) <= 601, fields)
        self.assertTrue(fields["ratelimit"].startswith("limit=5, remaining=0, reset="), fields)

    def test_the_header_does_not_choose_the_limit_of_a_server_for_one_system(self):
        node = self.node("one", **{"api.dialect": "gaara"})
        self.statuses(*[node] * 5)
        status, _, text = node.call(
            "POST", "/api/auth/login/", {"username": "ann", "password": "wrong"}, headers={"X-API-Dialect": "visa"}
        )
        self.assertEqual((429, "RATE_LIMITED"), (status, json.loads(text)["code"]))

    def test_the_deployer_replaces_a_documented_limit(self):
        config = self.config(
            "api: {dialect: gaara, limits: [{dialect: gaara, class: auth, requests: 2, window: 1h}, "
            "{dialect: ktl, class: auth, requests: 9, window: 1h}]}"
        )
        server = Server(self, [f"--config={config}", *self.settings()])
        self.addCleanup(server.kill)
        self.assertEqual([401, 401, 429], self.statuses(*[server] * 3))

    def test_nodes_share_their_counts_and_go_on_without_redis(self):
        redis = Redis(self)
        shared = {"api.dialect": "gaara", "api.redis": redis.url}
        one, two = self.node("one", **shared), self.node("two", **shared)
        one.wait_for(redis.answers, "Redis")
        self.assertEqual([401] * 5, self.statuses(one, two, one, two, one))
        self.assertEqual([429, 429], self.statuses(one, two))

        redis.stop()
        self.assertEqual([401] * 5 + [429], self.statuses(*[two] * 6))
        self.assertEqual(1, len(two.log_lines("limits.shared.away")))
        self.assertNotIn("secret", two.log())
        status, _, _ = two.call("GET", "/api/health/")
        self.assertEqual(200, status)

        redis.start()
        two.wait_for(redis.answers, "Redis")
        two.wait_for(lambda: two.call("GET", "/api/health/") and two.log_lines("limits.shared.back"), "the shared counts")
        self.assertEqual([401] * 5 + [429], self.statuses(one, two, one, two, one, two))


if __name__ == "__main__":
    unittest.main()
