"""Who may call what, for every endpoint that the server's own API document names: deny by default, everywhere.

OWASP API Security A1 (object), A3 (property), A5 (function); ASVS 5.0 8.2, 8.3, 13.4.4, 15.3.3.
"""

import json
import unittest

import document
import support

PASSWORD = "correct horse battery staple"
SETTINGS = {
    "modules.path": support.MODULES.split(":")[-1],  # Those of the tree, and all of them
    "modules.others": "on",
    "api.rate_limits": "off",
}
FOREIGN = ("surely_unknown", "id", "uuid", "tenant_id", "is_superuser", "created_by", "created_at", "owner_id")


class AuthorisationTest(unittest.TestCase):
    """One server for all tests: what they send changes nothing, or is refused."""

    @classmethod
    def setUpClass(cls):
        cls.deployment = support.Deployment("identity")
        cls.addClassCleanup(cls.deployment.close)
        cls.tenon("user", "add", "root", "--superuser")
        cls.tenon("user", "add", "stranger")
        cls.tenon("user", "add", "newcomer")
        cls.tenon("user", "reset-password", "newcomer", password=PASSWORD + " 2")
        cls.server = cls.deployment.serve(**SETTINGS)
        cls.operations = document.operations(cls.server)

    @classmethod
    def tenon(cls, *words, password=PASSWORD):
        done = cls.deployment.run(
            *words, "--password-stdin", *cls.deployment.settings(**SETTINGS), given=password + "\n"
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def token(self, name, password=PASSWORD):
        return self.server.token(name, password)

    def call(self, operation, body=None, token=None, headers=None):
        """Calls the operation in a dialect that tells code and fields of every error."""
        return self.server.call(
            operation.verb, operation.target(), operation.body() if body is None else body, token,
            {"X-API-Dialect": "gaara", **(headers or {})},
        )

    def each(self, wanted):
        """The operations that `wanted` is true of; there must be some."""
        found = [operation for operation in self.operations if wanted(operation)]
        self.assertTrue(found)
        return found

    def test_the_document_names_every_module(self):
        tags = {tag for operation in self.operations for tag in operation.described["tags"]}
        self.assertLessEqual({"kernel", "identity", "dttot"}, tags)

    def test_without_a_token_nothing_but_the_open_is_served(self):
        for operation in self.each(lambda one: not one.is_open):
            for headers in ({}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic cm9vdDpyb290"}):
                with self.subTest(operation=str(operation), headers=headers):
                    status, answered, _ = self.call(operation, headers=headers)
                    self.assertEqual(status, 401)
                    self.assertIn("www-authenticate", answered)

    def test_without_the_permission_nothing_that_asks_for_one_is_served(self):
        token = self.token("stranger")
        for operation in self.each(lambda one: one.permission):
            with self.subTest(operation=str(operation)):
                status, _, text = self.call(operation, token=token)
                self.assertEqual(status, 403, text)

    def test_who_is_signed_in_is_let_in_where_the_document_says_so(self):
        for operation in self.each(lambda one: not one.is_open and not one.permission and not one.has_parameters):
            with self.subTest(operation=str(operation)):
                # A token of its own for each: some of them end it.
                status, _, text = self.call(operation, token=self.token("stranger"))
                self.assertNotIn(status, (401, 403), text)
                self.assertLess(status, 500, text)

    def test_who_must_change_the_password_does_nothing_else(self):
        token = self.token("newcomer", PASSWORD + " 2")
        for operation in self.each(lambda one: not one.is_open and not one.is_for_password_change):
            with self.subTest(operation=str(operation)):
                status, _, text = self.call(operation, token=token)
                self.assertEqual(status, 403, text)
                self.assertEqual(json.loads(text)["error"]["code"], "PASSWORD_CHANGE_REQUIRED")

    def test_members_that_are_not_declared_are_refused(self):
        token = self.token("root")
        for operation in self.each(lambda one: one.json_schema() and one.json_schema()["additionalProperties"] is False):
            for member in FOREIGN:
                if member in operation.json_schema()["properties"]:
                    continue
                with self.subTest(operation=str(operation), member=member):
                    body = {**(operation.body() or {}), member: 1}
                    status, _, text = self.call(operation, body, token)
                    self.assertEqual(status, 400, text)
                    self.assertIn(member, text)

    def test_lists_are_not_ordered_by_what_they_do_not_show(self):
        token = self.token("root")
        for operation in self.each(lambda one: one.has_query("ordering")):
            with self.subTest(operation=str(operation)):
                status, _, text = self.server.call(
                    "GET", operation.target() + "?ordering=password_hash", token=token
                )
                # What a list stands below is looked for first, and is not there.
                self.assertIn(status, (400, 404) if operation.has_parameters else (400,), text)

    def test_what_is_not_there_is_not_found(self):
        token = self.token("root")
        for operation in self.each(lambda one: one.has_parameters and not one.is_open):
            with self.subTest(operation=str(operation)):
                status, _, text = self.call(operation, token=token)
                allowed = (404,) if operation.verb in ("GET", "DELETE") else (400, 404)
                self.assertIn(status, allowed, text)

    def test_other_verbs_are_refused_with_those_that_are_served(self):
        served = {}
        for operation in self.operations:
            served.setdefault(document.shape(operation.path), (operation.target(), set()))[1].add(operation.verb)
        token = self.token("root")
        for path, (target, verbs) in served.items():
            for verb in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - verbs:
                with self.subTest(path=path, verb=verb):
                    status, headers, text = self.server.call(verb, target, token=token)
                    if verb == "TRACE" and status == 501:
                        continue
                    self.assertEqual(status, 405, text)
                    self.assertLessEqual(verbs, set(headers["allow"].split(", ")))
                    self.assertNotIn(verb, headers["allow"].split(", "))


if __name__ == "__main__":
    unittest.main()
