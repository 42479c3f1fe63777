"""Every route of the API document: HEAD is GET without its body, OPTIONS tells the methods, the others are refused."""

import json
import unittest

from service import HttpTest
from wire_client import get, request

METHODS = {"get", "put", "post", "delete", "patch"}
CHANGING = ("date", "x-request-id", "etag")
# Where GET changes something, as a documented system has it, HEAD is not served.
CHANGING_ON_GET = ("/changing", "/save-ad-users/", "/save-ad-groups/")
# The number of a job there is not: the stream of one ends with its connection.
NO_JOB = "999999"
# What a path's parameters stand for, so that each route finds something or tells that there is nothing.
SAMPLES = {"file": "swagger-ui.css", "name": "Ann", "sha256": "0" * 64}


def sample(path):
    """The path with a value for each parameter."""
    while "{" in path:
        before, _, rest = path.partition("{")
        name, _, after = rest.partition("}")
        value = NO_JOB if before.endswith("/jobs/") else SAMPLES.get(name, "1")
        path = before + value + after
    return path


class Methods(HttpTest):
    has_account = True
    settings = {"modules.others": "true"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        status, _, text = cls.server.call("GET", "/api/schema/")
        assert status == 200, text
        document = json.loads(text)
        prefix = document["servers"][0]["url"].rstrip("/")
        cls.routes = {
            prefix + sample(path): {method.upper() for method in METHODS & set(operations)}
            for path, operations in document["paths"].items()
        }

    def test_the_document_has_the_routes_of_the_modules(self):
        for path in ("/echo", "/things/", "/wire/reflect", f"/jobs/{NO_JOB}/stream/", "/schema/"):
            self.assertTrue(any(route.endswith(path) or route.endswith(path + "/") for route in self.routes), path)
        self.assertGreater(len(self.routes), 30)

    def test_head_is_get_without_its_body(self):
        wire = self.connect()
        for path, methods in self.routes.items():
            if "HEAD" in self.expected(path, methods):
                with self.subTest(path):
                    whole = wire.ask(get(path, self.bearer))
                    head = wire.ask(request("HEAD", path, self.bearer), head_only=True)
                    self.assertEqual(head.status, whole.status)
                    self.assertNotEqual(whole.status, 500, whole)
                    again = wire.ask(get(path, self.bearer))
                    if whole.body == again.body:  # else its content and so its length change all the time
                        self.assertEqual(self.lasting(head), self.lasting(whole))
        self.assert_in_step(wire)

    def test_options_tells_the_methods(self):
        wire = self.connect()
        for path, methods in self.routes.items():
            with self.subTest(path):
                answer = wire.ask(request("OPTIONS", path))
                self.assertEqual((answer.status, answer.body), (204, b""))
                self.assertEqual(self.allowed(answer), self.expected(path, methods))
        self.assert_in_step(wire)

    def test_other_methods_are_refused_and_told_which_are_served(self):
        wire = self.connect()
        for path, methods in self.routes.items():
            served = self.expected(path, methods)
            for method in {"GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "TRACE", "PROPFIND"} - served:
                with self.subTest(f"{method} {path}"):
                    answer = wire.ask(request(method, path, self.bearer), head_only=method == "HEAD")
                    self.assertEqual(answer.status, 405)
                    self.assertEqual(self.allowed(answer), served)
        self.assert_in_step(wire)

    def test_a_method_cannot_be_put_into_a_field(self):
        for field in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
            answer = self.ask(request("POST", "/api/schema/", f"{field}: GET", self.bearer))
            self.assertEqual(answer.status, 405)

    def test_a_trace_is_not_echoed(self):
        answer = self.ask(request("TRACE", "/api/echo", "X-Secret: c4n4ry", "Cookie: c4n4ry"))
        self.assertNotIn(b"c4n4ry", answer.body)

    @staticmethod
    def lasting(answer):
        return [(name, value) for name, value in answer.fields if name not in CHANGING]

    @staticmethod
    def allowed(answer):
        return set(answer["allow"].split(", "))

    @staticmethod
    def expected(path, methods):
        serves_head = "GET" in methods and not path.endswith(CHANGING_ON_GET)
        return methods | {"OPTIONS"} | ({"HEAD"} if serves_head else set())


if __name__ == "__main__":
    unittest.main()
