"""A server with the module `faulty`, which fails wherever it is told to."""

import json

from support import CommandTest

PASSWORD = "a password of the tests"
PLAIN = {"X-API-Dialect": "danasaham"}

DIALECTS = ("danasaham", "gaara", "bitblast", "ktl", "visa")

THROWN = (
    "exception", "int", "text", "private", "private-error", "wordless", "pointer", "memory", "nested", "no-status",
    "wild-status", "database",
)


class FaultyTest(CommandTest):
    ENABLED = "faulty"

    def signed_in(self, **settings):
        """A server and the token of its administrator."""
        self.tenon("user", "add", "admin", "--superuser", "--password-stdin", given=PASSWORD + "\n")
        server = self.serve(**settings)
        return server, server.token("admin", PASSWORD)

    def lines(self, server, event):
        """Lines of this event, once there are any."""
        server.wait_for(lambda: server.log_lines(event), f"a line {event}")
        return server.log_lines(event)

    def ended_job(self, server, token, answer):
        """The job that an answer tells of, once it has ended."""
        path = f"/api/jobs/{json.loads(answer[2])['id']}/"
        job = {}

        def has_ended():
            job.update(json.loads(server.call("GET", path, token=token, headers=PLAIN)[2]))
            return job["status"] in ("succeeded", "failed")

        server.wait_for(has_ended, "the end of the job")
        return job
