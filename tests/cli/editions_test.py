"""The editions that stand in config/: each is sound and serves its system."""

import json
import os
import pathlib
import unittest

from support import CommandTest, Server

EDITIONS = pathlib.Path(__file__).resolve().parents[2] / "config" / "editions"
INSTALLED = pathlib.Path(os.environ["TENON"]).resolve().parents[1] / "lib/tenon/modules"

# What the open route of each system says, in its own form.
HEALTHY = {
    "danasaham": ("/api/health-check/", {"status": "ok"}),
    "gaara": ("/api/v1/health/", {"status": "success", "data": {"status": "ok"}, "message": "Operation completed successfully"}),
    "bitblast": ("/api/v1/is-connected/", {"is_connected": "true"}),
    "ktl": ("/api/v1/health/", {"success": True, "status": 200, "message": "Success", "data": {"status": "ok"}}),
    "visa": ("/api/health/", {"status": "ok"}),
}


class EditionsTest(CommandTest):
    def edition(self, name):
        return [f"--config={EDITIONS / name}.yaml", f"--set=modules.path={INSTALLED}", f"--set=data.dir={self.folder / 'var'}"]

    def test_every_system_has_its_edition(self):
        self.assertEqual(sorted(HEALTHY), sorted(path.stem for path in EDITIONS.glob("*.yaml")))

    def test_every_edition_is_sound(self):
        for name in HEALTHY:
            done = self.run_tenon("config", "check", *self.edition(name))
            self.assertEqual(0, done.returncode, name + done.stdout + done.stderr)
            self.assertEqual("", done.stderr, "each module tells its settings: " + name)

    def test_the_configuration_with_everything_is_sound(self):
        everything = EDITIONS.parent / "tenon.yaml"
        done = self.run_tenon("config", "check", f"--config={everything}", f"--set=modules.path={INSTALLED}")
        self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)

    def test_every_edition_answers_in_its_dialect_whatever_the_route(self):
        for name, (path, answer) in HEALTHY.items():
            server = Server(self, self.edition(name))
            self.addCleanup(server.kill)
            status, _, text = server.call("GET", path)
            self.assertEqual((200, answer), (status, json.loads(text)), name)
            self.assertEqual(0, server.stop())


if __name__ == "__main__":
    unittest.main()
