"""Parts of files (RFC 9110 section 14)."""

import json
import unittest

from service import HttpTest
from wire_client import Wire, get, request

CONTENT = bytes(range(256)) * 40
SIZE = len(CONTENT)
BOUNDARY = "edge"


class Ranges(HttpTest):
    has_account = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="kept.txt"\r\n\r\n'
        body = head.encode() + CONTENT + f"\r\n--{BOUNDARY}--\r\n".encode()
        form = f"Content-Type: multipart/form-data; boundary={BOUNDARY}"
        with Wire(cls.server.port) as wire:
            sent = wire.ask(request("POST", "/api/files/", cls.bearer, form, body=body))
        assert sent.status == 201, sent
        cls.sha256 = json.loads(sent.body)["sha256"]
        cls.target = f"/api/files/{cls.sha256}/{SIZE}"

    def get(self, *fields):
        return self.ask(get(self.target, self.bearer, *fields))

    def test_one_range_is_answered_with_that_part(self):
        for rule, ranges, first, last in (
            ("from the start", "bytes=0-0", 0, 0),
            ("in the middle", "bytes=100-299", 100, 299),
            ("open", f"bytes={SIZE - 5}-", SIZE - 5, SIZE - 1),
            ("beyond the end", f"bytes=10-{SIZE * 9}", 10, SIZE - 1),
            ("suffix", "bytes=-7", SIZE - 7, SIZE - 1),
            ("suffix longer than all", f"bytes=-{SIZE * 2}", 0, SIZE - 1),
            ("unit in capitals", "Bytes=1-2", 1, 2),
            ("zeros in front", "bytes=0001-0002", 1, 2),
        ):
            with self.subTest(rule):
                answer = self.get(f"Range: {ranges}")
                self.assertEqual((answer.status, answer["content-range"]), (206, f"bytes {first}-{last}/{SIZE}"))
                self.assertEqual(answer.body, CONTENT[first : last + 1])

    def test_what_is_behind_the_end_cannot_be_sent(self):
        for ranges in (f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 1}", "bytes=-0", "bytes=18446744073709551615-"):
            with self.subTest(ranges):
                answer = self.get(f"Range: {ranges}")
                self.assertEqual((answer.status, answer["content-range"]), (416, f"bytes */{SIZE}"))

    def test_what_is_not_understood_is_ignored(self):
        for ranges in (
            "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1", "items=0-1", "bytes=0x1-2", "bytes=-1-2",
            "bytes=+1-2", "bytes=99999999999999999999-", "bytes 1-2",
        ):
            with self.subTest(ranges):
                self.assert_whole(self.get(f"Range: {ranges}"))

    def test_several_ranges_are_answered_with_the_whole(self):
        for rule, ranges in (
            ("two", "bytes=0-1,4-5"),
            ("overlapping", "bytes=0-,0-,0-"),
            ("thousands", "bytes=" + ",".join(["0-"] * 3000)),
            ("thousands of single bytes", "bytes=" + ",".join(f"{n}-{n}" for n in range(1500))),
        ):
            with self.subTest(rule):
                self.assert_whole(self.get(f"Range: {ranges}"))

    def test_a_part_is_sent_of_the_same_file_only(self):
        for rule, validator, status in (
            ("its tag", f'"{self.sha256}"', 206),
            ("another tag", '"other"', 200),
            ("its tag, but weak", f'W/"{self.sha256}"', 200),
            ("a date", "Wed, 25 Nov 2026 12:00:00 GMT", 200),
            ("nonsense", self.sha256, 200),
        ):
            with self.subTest(rule):
                self.assertEqual(self.get("Range: bytes=0-4", f"If-Range: {validator}").status, status)

    def test_head_knows_no_ranges(self):
        answer = self.ask(request("HEAD", self.target, self.bearer, "Range: bytes=0-4"))
        self.assertEqual((answer.status, answer["content-length"]), (200, str(SIZE)))

    def test_what_the_client_has_is_not_sent(self):
        answer = self.get("Range: bytes=0-4", f'If-None-Match: "{self.sha256}"')
        self.assertEqual((answer.status, answer.body), (304, b""))

    def test_an_error_knows_no_ranges(self):
        self.assertEqual(self.ask(get("/api/nowhere", "Range: bytes=0-4")).status, 404)

    def assert_whole(self, answer):
        self.assertEqual((answer.status, answer.body == CONTENT), (200, True), answer)
        self.assertNotIn("content-range", answer)


if __name__ == "__main__":
    unittest.main()
