"""E-mails that were promised to somebody when the server died."""

import contextlib
import json
import pathlib
import subprocess
import unittest

import support
from fault_test_base import FaultTest
from node import MODULES, PASSWORD

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAIL_SERVER = ROOT / "plugins/notifications/tests/smtp_server.py"
INSTALLED = pathlib.Path(support.TENON).resolve().parents[1] / "lib/tenon/modules"
PROMISED = {f"Mail {number}" for number in range(20)}


class MailServer:
    """aiosmtpd, which is a package of Debian's own Python."""

    def __init__(self, folder, port=0, patience="hangs"):
        words = ["/usr/bin/python3", "-B", "-W", "ignore", MAIL_SERVER, folder, "plain", str(port), patience]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        self.port = self.next()["port"]

    def next(self):
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()


class Notifications(FaultTest):
    def test_what_was_committed_is_delivered_by_the_next_server(self):
        mail_server = MailServer(self.folder)
        with contextlib.closing(mail_server):
            self.run_with_mail(mail_server.port)
            self.send("hang", "Cut off")
            self.assertIn("hanging", mail_server.next())
            for title in PROMISED:
                self.send("carl", title)
            self.node.kill()
        with contextlib.closing(MailServer(self.folder, mail_server.port, "answers")) as mail_server:
            self.node.start()
            self.assertEqual(PROMISED, {mail_server.next()["headers"]["Subject"] for _ in PROMISED})
            self.session = self.new_session()
            self.node.server.wait_for(lambda: self.states("carl") == {"sent"}, "the marks of what was sent")
        # Nobody knows what became of it, so it is delivered again when the attempt counts as cut off.
        self.assertEqual({"queued"}, self.states("hang"))

    def run_with_mail(self, port):
        smtp = {"host": "127.0.0.1", "port": port, "security": "none", "from": "office@example.com"}
        settings = {f"modules.notifications.smtp.{name}": value for name, value in smtp.items()}
        self.run_node(**{"modules.path": f"{MODULES}:{INSTALLED}", "modules.notifications.enabled": "true", **settings})
        for name in ("carl", "hang"):
            words = ["user", "add", name, "--email", f"{name}@example.com", "--password-stdin"]
            self.node.command(*words, given=PASSWORD + "\n")

    def send(self, user, title):
        body = {"user_ids": [user], "title": title, "message": "Text", "channels": ["email"]}
        status, _, text = self.session.send("POST", "/api/notifications/send/", body)
        self.assertEqual(201, status, text)

    def states(self, user):
        status, _, text = self.session.send("GET", f"/api/notifications/history/?user={user}&page_size=100")
        self.assertEqual(200, status, text)
        return {delivery["state"] for delivery in json.loads(text)}


if __name__ == "__main__":
    unittest.main()
