"""`tenon config check`, `show` and `doc` know the settings of modules, though no module is started."""

import json
import unittest

from faulty_server import FaultyTest
from support import MODULES


class ConfigCheck(FaultyTest):
    def check(self, text, *options, status=2):
        path = self.config(text)
        done = self.run_tenon("config", "check", "--config", path, f"--set=modules.path={MODULES}", *options)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done, path

    def test_all_faults_of_server_and_modules_are_told_at_once(self):
        done, path = self.check(
            "server:\n  workers: many\nmodules:\n  falty:\n  faulty:\n    levl: 3\n    level: 99\n  declares_setting:\n"
        )
        self.assertEqual(
            sorted(done.stderr.splitlines()),
            [
                f'{path}:2:12: server.workers: found "many": Must be a whole number.',
                f"{path}:4:3: modules.falty: There is no such module; did you mean faulty?",
                f"{path}:6:5: modules.faulty.levl: Unknown setting; did you mean modules.faulty.level?",
                f'{path}:7:12: modules.faulty.level: found "99": Must be at most 9.',
                f"{path}:8:3: modules.declares_setting: The module declares its settings wrongly: field 'colour' is declared twice.",
            ],
        )
        self.assertEqual(done.stdout, "")

    def test_json_tells_the_same(self):
        done, path = self.check("modules:\n  faulty:\n    level: 0\n  crashes:\n  early:\n  client:\n  greeter:\n", "--json")
        told = json.loads(done.stdout)
        self.assertEqual(
            told["faults"],
            [{
                "path": "modules.faulty.level", "origin": f"{path}:3:12",
                "fault": f'{path}:3:12: modules.faulty.level: found "0": Must be at least 1.',
            }],
        )
        states = {module["name"]: module["state"] for module in told["modules"]}
        self.assertEqual((told["ok"], states["faulty"], states["crashes"]), (False, "ready", "failed"))
        # One asks the database before it declares its settings; one uses a service, which the other module provides.
        self.assertEqual([entry["module"] for entry in told["unchecked"]], ["early"])
        self.assertIn("database", told["unchecked"][0]["reason"])

    def test_a_name_of_no_module_is_a_fault_even_when_it_is_switched_off(self):
        done, path = self.check("modules:\n  falty:\n    enabled: false\n")
        self.assertEqual(done.stderr, f"{path}:2:3: modules.falty: There is no such module; did you mean faulty?\n")

    def test_sound_settings_are_sound_and_nothing_is_started(self):
        done, _ = self.check("modules:\n  faulty:\n    level: 3\n    declaring: int\n    ready: abort\n", status=0)
        self.assertEqual(done.stdout, "The configuration is sound.\n")
        self.assertEqual(list(self.folder.iterdir()), [self.folder / "tenon.yaml"])

    def test_show_tells_values_and_origins_of_modules(self):
        done = self.run_tenon("config", "show", "--json", *self.settings(**{"modules.faulty.ready": "int"}))
        shown = json.loads(done.stdout)
        self.assertEqual(shown["modules.faulty.ready"], {"value": "int", "origin": "--set"})
        self.assertEqual(shown["modules.faulty.level"], {"value": 1, "origin": "default"})


class ConfigDoc(FaultyTest):
    def doc(self, *words, status=0):
        done = self.run_tenon("config", "doc", *words, *self.settings())
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def test_a_module_is_documented_by_a_configuration_of_it(self):
        text = self.doc("faulty").stdout
        self.assertIn("    # From 1 to 9, to be checked.\n    # (integer, min 1, max 9)\n    level: 1\n", text)
        done = self.run_tenon("config", "check", "--config", self.config(text), f"--set=modules.path={MODULES}")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_section_is_documented_alone(self):
        text = self.doc("log").stdout
        self.assertTrue(text.startswith("log:\n"), text)
        self.assertNotIn("server:", text)

    def test_json_describes_the_fields(self):
        fields = json.loads(self.doc("faulty", "--json").stdout)["modules.faulty"]
        self.assertIn({"name": "level", "type": "integer", "initial": 1, "min": 1, "max": 9,
                       "help": "From 1 to 9, to be checked."}, fields)
        self.assertIn("server", json.loads(self.doc("--json").stdout))

    def test_what_is_not_there_is_told_with_what_was_meant(self):
        self.assertIn("did you mean faulty?", self.doc("falty", status=2).stderr)


if __name__ == "__main__":
    unittest.main()
