"""Files made to harm, uploaded to a running server as a stranger would."""

import json
import os
import pathlib
import statistics
import threading
import time
import unittest

import archives
import pdfs
import texts
import workbooks
from support import LONGEST_WAIT, CommandTest

PASSWORD = "a password of the tests"
MIB = 1 << 20
PLAIN = {"X-API-Dialect": "danasaham"}

# Processor time of the helper for any of these files. The machine that runs the tests may be busy, so no test asks how
# long they took by the clock.
MOST_SECONDS = 5
# What the server may grow by, whatever it is given: the database's cache and an upload of 40 MiB that is looked at. One that
# held a bomb in memory would grow by hundreds.
MOST_GROWTH = 120 * MIB

# How a file is called, how it is made, and what the refusal says. A code of the upload's answer or of the failed job.
REFUSED = [
    ("a zip bomb", "xlsx", archives.bomb, "zip_bomb", "256 MiB"),
    ("a zip bomb that lies about its size", "xlsx", lambda: archives.bomb(1000), "zip_bomb", "header says"),
    ("archives in archives", "xlsx", archives.nested, "zip_bomb|damaged", ""),
    ("10,000 members", "xlsx", archives.many_members, "zip_bomb", "2000 parts"),
    ("members that overlap", "xlsx", archives.overlapping, "zip_bomb|damaged", ""),
    ("the billion laughs", "xlsx", archives.laughs, "xml_doctype", "document type"),
    ("an external entity", "xlsx", lambda: archives.external_entity("file:///etc/passwd"), "xml_doctype", "document type"),
    ("XML 200,000 deep", "xlsx", archives.deep, "xml_depth", "64 deep"),
    ("a column beyond the last", "xlsx", archives.far_column, "column", "XFD"),
    ("a row beyond the last", "xlsx", archives.far_row, "too_many_rows", "1,048,576"),
    ("20 million cells", "xlsx", archives.many_cells, "too_many_cells", "20 million"),
    ("64 MiB of shared texts", "xlsx", archives.many_strings, "too_large", "64 MiB"),
    ("rows without end", "xlsx", archives.repeated_rows, "too_many_rows", "1,048,576"),
    ("a cell of 2 MiB", "xlsx", archives.huge_cell, "too_large", "1 MiB"),
    ("an encrypted workbook", "xls", archives.encrypted, "VALIDATION|unsupported|encrypted", ""),
    ("a PDF bomb", "pdf", lambda: pdfs.bomb(400 * MIB), "pdf_bomb", "32 MiB"),
    ("a PDF bomb of drawing", "pdf", lambda: pdfs.bomb(24 * MIB, b"0 0 m "), "pdf_bomb", "200 times"),
    ("a PDF bomb in a PDF bomb", "pdf", pdfs.bomb_in_a_bomb, "pdf_bomb|too_slow", "200 times|second"),
    ("a PDF bomb packed otherwise", "pdf", pdfs.run_length_bomb, "pdf_bomb", "200 times"),
    ("a PDF whose drawing never ends", "pdf", pdfs.endless_content, "too_slow", "3 seconds"),
    ("pages that lead in a circle", "pdf", pdfs.looping_pages, "damaged", "circle"),
    ("two thousand million pages", "pdf", pdfs.lying_page_count, "damaged|too_many_pages", "pages"),
    ("a page of 700 metres", "pdf", pdfs.huge_page, "page_too_large", "5 metres"),
    ("10,000 pages", "pdf", pdfs.many_pages, "too_many_pages", "500 pages"),
    ("an image of 3.6 billion pixels", "pdf", pdfs.huge_image, "pdf_bomb", "256 MiB"),
    ("a PDF without an end", "pdf", pdfs.without_end, "damaged", "cut off"),
    ("an encrypted PDF", "pdf", pdfs.encrypted, "encrypted|damaged", ""),
    ("an .xls whose sectors go in a circle", "xls", workbooks.looping_fat, "damaged", "chain of sectors"),
    ("an .xls whose directory goes in a circle", "xls", workbooks.looping_directory, "damaged", "chain of sectors"),
    ("an .xls record longer than its file", "xls", workbooks.lying_record, "damaged", ""),
    ("an .xls with 4,000 million texts", "xls", workbooks.lying_string_table, "damaged", "text"),
    ("an .xls text longer than its record", "xls", workbooks.lying_string, "damaged", "text"),
    ("one line of 40 MiB", "csv", texts.one_long_line, "too_large", "1 MiB"),
    ("a quote that never ends", "csv", texts.open_quote, "too_large", "1 MiB"),
    ("20 million separators", "csv", texts.many_separators, "too_large", "too many columns"),
    ("text with NUL", "csv", texts.zeros, "VALIDATION|unsupported", ""),
    ("a web page", "csv", texts.markup, "VALIDATION|unsupported", ""),
]


class Client:
    """An officer at the API of a server."""

    def __init__(self, server):
        self.server = server
        self.token = server.token("admin", PASSWORD)

    def upload(self, name, content):
        """Status and JSON of the answer."""
        name = name.replace("\\", "\\\\").replace('"', '\\"')
        boundary = "a-boundary-of-the-tests"
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode() + content + f"\r\n--{boundary}--\r\n".encode()
        status, _, text = self.server.send(
            "POST", "/api/dttot/documents/", body, self.token,
            {**PLAIN, "Content-Type": f"multipart/form-data; boundary={boundary}"},
        )
        return status, json.loads(text)

    def ask(self, method, path):
        status, _, text = self.server.call(method, path, token=self.token, headers=PLAIN)
        return status, json.loads(text)

    def begin(self, name, content):
        """The refusal of the upload, or the job that reads the file."""
        status, answer = self.upload(name, content)
        if status >= 400:
            return status, answer
        status, job = self.ask("POST", f"/api/dttot/documents/{answer['id']}/etl")
        return status, job

    def end(self, job):
        """The job once it is over."""
        found = {}

        def is_over():
            found.update(self.ask("GET", f"/api/jobs/{job}/")[1])
            return found["status"] in ("succeeded", "failed", "cancelled")

        self.server.wait_for(is_over, f"job {job}")
        return found

    def read(self, name, content):
        """(status, code, sentence) of what becomes of a file; status 200 when it is read."""
        status, answer = self.begin(name, content)
        if status >= 400:
            return status, answer["code"], json.dumps(answer)
        job = self.end(answer["id"])
        error = job.get("error") or {}
        return (200 if job["status"] == "succeeded" else 422), error.get("code", ""), error.get("message", "")


def resident(server, kind="VmRSS"):
    for line in pathlib.Path(f"/proc/{server.process.pid}/status").read_text().splitlines():
        if line.startswith(kind + ":"):
            return int(line.split()[1]) * 1024
    raise AssertionError(f"no {kind}")


def helper_seconds(server):
    """Processor time of the helpers that have ended."""
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


class HostileTest(CommandTest):
    ENABLED = "documents dttot"

    def setUp(self):
        super().setUp()
        self.tenon("user", "add", "admin", "--superuser", "--password-stdin", given=PASSWORD + "\n")
        self.server = self.serve(**{"api.rate_limits": "off"})
        self.client = Client(self.server)

    def assert_alive(self):
        status, code, sentence = self.client.read("good.csv", texts.honest() + os.urandom(4).hex().encode() + b"\n")
        self.assertEqual(status, 200, f"{code} {sentence}")


class Refusals(HostileTest):
    def test_every_file_is_refused_soon_by_a_reason_that_names_the_limit(self):
        before = resident(self.server)
        for what, ending, make, codes, sentence in REFUSED:
            with self.subTest(what):
                spent = helper_seconds(self.server)
                status, code, said = self.client.read(f"list.{ending}", make())
                self.assertGreaterEqual(status, 400, what)
                self.assertLess(status, 500, said)
                self.assertIn(code.split(".")[-1], codes.split("|"), said)
                self.assertTrue(any(part in said for part in sentence.split("|")), said)
                self.assertLess(helper_seconds(self.server) - spent, MOST_SECONDS, what)
        self.assertLess(resident(self.server, "VmHWM") - before, MOST_GROWTH)
        self.assert_alive()

    def test_what_is_merely_odd_is_read(self):
        for name, content in [
            ("honest.xlsx", archives.honest()), ("honest.pdf", pdfs.honest()), ("honest.xls", workbooks.honest()),
            ("far.xls", workbooks.far_cell()), ("encoding.csv", texts.wrong_encoding()), ("half.csv", texts.half_utf16()),
        ]:
            with self.subTest(name):
                status, code, said = self.client.read(name, content)
                self.assertEqual(status, 200, f"{code} {said}")

    def test_active_content_of_a_pdf_does_nothing(self):
        mark = self.folder / "made-by-a-pdf"
        status, code, said = self.client.read("active.pdf", pdfs.active(mark))
        self.assertEqual(status, 200, f"{code} {said}")
        self.assertFalse(mark.exists())


class Names(HostileTest):
    def test_a_name_is_text_to_show_and_no_place(self):
        before = {path for path in self.folder.rglob("*") if path.is_file()}
        for number, (name, gone) in enumerate(texts.NAMES):
            with self.subTest(name):
                status, answer = self.client.upload(name, texts.honest() + f"Orang {number};-;;IDD-{number};-\n".encode())
                if status >= 400:
                    self.assertLess(status, 500, answer)
                    continue
                shown = answer["filename"]
                self.assertLessEqual(len(shown.encode()), 255)
                self.assertTrue(shown)
                self.assertFalse(any(ord(letter) < 32 for letter in shown))
                if gone:
                    self.assertNotIn(gone, shown)
        trail = {self.folder / "var/audit/checkpoints.jsonl"}  # written from time to time
        made = {path for path in self.folder.rglob("*") if path.is_file()} - before - trail
        for path in made:
            self.assertIn(self.folder / "var", path.parents)
            self.assertRegex(path.name, r"^([0-9a-f]{62}|tenon\.db.*)$")


class AtTheSameTime(HostileTest):
    """Eight at once: the server's memory stays, and others are served."""

    FILES = [
        ("pdf", pdfs.endless_content), ("pdf", pdfs.bomb_in_a_bomb), ("pdf", pdfs.many_words), ("xlsx", archives.bomb),
        ("xlsx", archives.many_cells), ("xlsx", archives.repeated_rows), ("xlsx", archives.many_strings),
        ("csv", texts.many_separators),
    ]

    def test_eight_hostile_files_do_not_move_the_server(self):
        made = [(ending, make()) for ending, make in self.FILES]
        quiet = [self.probe() for _ in range(100)]
        before = resident(self.server)
        stop = threading.Event()
        busy = []

        def look():
            while not stop.is_set():
                busy.append(self.probe())

        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            jobs = [self.client.begin(f"{number}.{ending}", content) for number, (ending, content) in enumerate(made)]
            ends = [self.client.end(job["id"])["status"] for status, job in jobs if status < 400]
        finally:
            stop.set()
            watcher.join(LONGEST_WAIT)
        growth = resident(self.server, "VmHWM") - before
        print(
            f"\n8 hostile files at once: server +{growth / MIB:.1f} MiB, probe median {statistics.median(busy) * 1e3:.1f} ms, "
            f"p99 {sorted(busy)[len(busy) * 99 // 100] * 1e3:.1f} ms "
            f"(quiet: {statistics.median(quiet) * 1e3:.1f} ms, {sorted(quiet)[98] * 1e3:.1f} ms)"
        )
        self.assertEqual(set(ends), {"failed"})
        self.assertLess(growth, MOST_GROWTH)
        self.assert_alive()

    def probe(self):
        begin = time.monotonic()
        status, _ = self.client.ask("GET", "/api/dttot/documents/?page_size=1")
        assert status == 200
        return time.monotonic() - begin


if __name__ == "__main__":
    unittest.main()
