"""Commands that do their work and end: config, modules, migrate, user, audit."""

import json
import unittest

from support import CommandTest

PASSWORD = "a password of the tests"


class Usage(CommandTest):
    def test_help_names_every_command(self):
        done = self.run_tenon("help")
        self.assertEqual(done.returncode, 0)
        for command in ("serve", "config check", "modules list", "migrate", "user add", "audit verify"):
            self.assertIn(f"  {command}", done.stdout)

    def test_what_is_unknown_is_wrong_usage(self):
        for words in (
            [], ["sing"], ["config"], ["config", "sing"], ["user"], ["serve", "--fast"], ["serve", "now"], ["serve", "-x"],
            ["migrate", "--config"], ["user", "add"], ["version", "--json", "1"], ["config", "check", "--json=yes"],
        ):
            done = self.run_tenon(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertTrue(done.stderr, words)
            self.assertEqual(done.stdout, "", words)


class ConfigCheck(CommandTest):
    def test_a_sound_configuration_is_said_to_be_sound(self):
        path = self.config("server:\n  listen: 127.0.0.1:0\ndata:\n  dir: var\n")
        done = self.run_tenon("config", "check", "--config", path)
        self.assertEqual((done.returncode, done.stdout), (0, "The configuration is sound.\n"), done.stderr)

    def test_every_fault_is_told_with_its_place(self):
        path = self.config("server:\n  listenn: 127.0.0.1:0\n  workers: many\napi:\n  dialect: esperanto\n")
        done = self.run_tenon("config", "check", "--config", path)
        self.assertEqual(done.returncode, 2)
        self.assertIn(f"{path}:2:3: server.listenn", done.stderr)
        self.assertIn(f"{path}:3:12: server.workers", done.stderr)
        self.assertIn(f"{path}:5:12: api.dialect", done.stderr)

    def test_json_tells_the_same(self):
        path = self.config("server:\n  workers: many\n")
        done = self.run_tenon("config", "check", "--json", "--config", path)
        self.assertEqual(done.returncode, 2)
        told = json.loads(done.stdout)
        self.assertFalse(told["ok"])
        self.assertEqual([fault["path"] for fault in told["faults"]], ["server.workers"])
        self.assertIn(":2:12", told["faults"][0]["fault"])

    def test_yaml_that_cannot_be_read_is_told_with_its_place(self):
        path = self.config("server:\n  listen: [1, 2\n")
        done = self.run_tenon("config", "check", "--config", path)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"tenon\.yaml:\d+:\d+: ")

    def test_a_file_that_is_not_there_is_a_fault(self):
        done = self.run_tenon("config", "check", "--config", "nowhere.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere.yaml", done.stderr)

    def test_a_module_that_is_not_there_is_a_fault(self):
        done = self.run_tenon("config", "check", *self.settings(**{"modules.nothing.enabled": "true"}))
        self.assertEqual(done.returncode, 2)
        self.assertIn("nothing", done.stderr)

    def test_an_argument_of_the_command_line_is_checked_too(self):
        done = self.run_tenon("config", "check", "--set", "server.workers=many")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--set server.workers", done.stderr)

    def test_secrets_are_not_shown(self):
        done = self.run_tenon("config", "show", "--set", "database.url=postgresql://u:c4n4ry@h/d")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotIn("c4n4ry", done.stdout + done.stderr)


class Modules(CommandTest):
    def test_each_module_is_listed_with_its_state(self):
        done = self.run_tenon("modules", "list", "--json", *self.settings(**{"modules.crashes.enabled": "true"}))
        self.assertEqual(done.returncode, 0, done.stderr)
        listed = {module["name"]: module for module in json.loads(done.stdout)}
        self.assertEqual(listed["things"]["version"], "1.0.0")
        self.assertNotEqual(listed["things"]["state"], "failed")
        self.assertEqual(listed["crashes"]["state"], "failed")
        self.assertTrue(listed["crashes"]["reason"])


class Migrate(CommandTest):
    def test_the_second_time_changes_nothing(self):
        first = json.loads(self.tenon("migrate", "--json").stdout)
        self.assertTrue(first["ok"])
        self.assertIn("things", {entry["module"] for entry in first["applied"]})
        second = json.loads(self.tenon("migrate", "--json").stdout)
        self.assertEqual(first["applied"], second["applied"])


class User(CommandTest):
    def test_a_generated_password_is_shown_once(self):
        told = json.loads(self.tenon("user", "add", "siti", "--superuser", "--json").stdout)
        self.assertEqual((told["username"], told["is_superuser"]), ("siti", True))
        self.assertGreaterEqual(len(told["password"]), 16)
        listed = self.tenon("user", "list", "--json").stdout
        self.assertNotIn(told["password"], listed)
        self.assertEqual([account["username"] for account in json.loads(listed)], ["siti"])

    def test_an_account_has_the_role_that_is_named(self):
        self.tenon("user", "add", "siti", "--role", "noc_manager")
        self.tenon("user", "add", "budi", "--superuser")
        self.tenon("user", "add", "joko")
        done = self.tenon("user", "add", "rini", "--role", "emperor", status=2)
        self.assertIn("There is no role emperor.", done.stderr)
        roles = {account["username"]: account["role"] for account in json.loads(self.tenon("user", "list", "--json").stdout)}
        self.assertEqual(roles, {"siti": "noc_manager", "budi": "Admin", "joko": "Standard"})

    def test_a_password_is_taken_from_the_standard_input(self):
        done = self.tenon("user", "add", "siti", "--password-stdin", given=PASSWORD + "\n")
        self.assertNotIn(PASSWORD, done.stdout + done.stderr)
        self.tenon("user", "add", "budi", "--password-stdin", given="", status=2)

    def test_a_name_that_is_taken_is_refused(self):
        self.tenon("user", "add", "siti")
        done = self.tenon("user", "add", "SITI", status=2)
        self.assertEqual(done.stdout, "")
        self.assertEqual(len(json.loads(self.tenon("user", "list", "--json").stdout)), 1)

    def test_a_weak_password_is_refused(self):
        for password in ("short", "password", "siti"):
            done = self.tenon("user", "add", "siti", "--password-stdin", given=password + "\n", status=2)
            self.assertIn("password", done.stderr)
        self.assertEqual(json.loads(self.tenon("user", "list", "--json").stdout), [])

    def test_an_account_that_is_not_there_is_told(self):
        self.assertIn("no such account", self.tenon("user", "unlock", "nobody", status=1).stderr.lower())


if __name__ == "__main__":
    unittest.main()
