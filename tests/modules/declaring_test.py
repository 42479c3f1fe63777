"""A module that declares what it must not is refused with one line; the others and the server go on."""

import unittest

from faulty_server import FaultyTest

REASONS = {
    "declares_route": "std::invalid_argument: GET /faulty/route/{other} of module declares_route is served by module faulty already",
    "declares_permission":
        "std::invalid_argument: the permission faulty.records.view of module declares_permission is declared by module faulty already",
    "declares_own_permission": "std::invalid_argument: the permission declares_own_permission.view is declared twice",
    "declares_unknown_permission":
        "std::invalid_argument: GET /unknown needs the permission faulty.records.veiw, which no module declares",
    "declares_table": "std::invalid_argument: the table faulty_record of module declares_table is declared by module faulty already",
    "declares_setting": "std::invalid_argument: field 'colour' is declared twice",
    "declares_settings_twice": "std::invalid_argument: the settings are declared twice",
    "declares_switch": "std::invalid_argument: the setting 'enabled' is the deployer's switch of every module",
}


class Declarations(FaultyTest):
    def test_each_is_refused_for_its_reason_and_withdrawn(self):
        server = self.serve(**{f"modules.{module}.enabled": "true" for module in REASONS})
        refused = {line["module"]: line["reason"] for line in server.log_lines("module.failed")}
        self.assertEqual(refused, REASONS)
        self.assertEqual(server.call("GET", "/api/faulty/route/nothing")[0], 200)
        self.assertEqual(server.call("GET", "/api/unknown/sound")[0], 404)
        self.assertEqual(server.stop(), 0)


if __name__ == "__main__":
    unittest.main()
