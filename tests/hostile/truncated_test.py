"""Files of every kind, cut off or with bytes changed anywhere: the helper program always ends by itself and says why.

HOSTILE_CUTS=N cuts each file at N places and changes bytes in N ways; without it, at few.
"""

import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

import archives
import pdfs
import texts
import workbooks

EXTRACT = pathlib.Path(os.environ.get("TENON", "build/release/bin/tenon")).parent.parent / "libexec/tenon/dttot-extract"
CUTS = int(os.environ.get("HOSTILE_CUTS", "12"))
FILES = {"xlsx": archives.honest, "pdf": pdfs.honest, "xls": workbooks.honest, "csv": texts.honest}


def read(content):
    """Exit code of the program and the last line that it wrote."""
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        done = subprocess.run(
            [EXTRACT, "records", "--fd", str(file.fileno())], pass_fds=[file.fileno()], capture_output=True, timeout=60
        )
    return done.returncode, json.loads(done.stdout.splitlines()[-1])


class Damaged(unittest.TestCase):
    def assert_ends_well(self, content, what):
        code, last = read(content)
        self.assertIn(code, (0, 1), what)
        self.assertIn("summary" if code == 0 else "failure", last, what)
        if code == 1:
            self.assertTrue(last["failure"]["message"].endswith("."), what)

    def test_whole_files_are_read(self):
        for kind, make in FILES.items():
            code, last = read(make())
            self.assertEqual(code, 0, kind)
            self.assertEqual(last["summary"]["records"], 1, kind)

    def test_a_file_may_be_cut_off_anywhere(self):
        for kind, make in FILES.items():
            whole = make()
            for cut in sorted({len(whole) * number // CUTS for number in range(CUTS)} | {1, 4, len(whole) - 1}):
                with self.subTest(kind=kind, cut=cut):
                    self.assert_ends_well(whole[:cut], f"{kind} cut at {cut}")

    def test_any_byte_of_a_file_may_be_another(self):
        chance = random.Random(7)
        for kind, make in FILES.items():
            whole = make()
            for number in range(CUTS):
                changed = bytearray(whole)
                for _ in range(1 + number % 8):
                    changed[chance.randrange(len(changed))] = chance.randrange(256)
                with self.subTest(kind=kind, number=number):
                    self.assert_ends_well(bytes(changed), f"{kind} changed {number}")


if __name__ == "__main__":
    unittest.main()
