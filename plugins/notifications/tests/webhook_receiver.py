"""A server that receives webhooks and checks them as the README tells its readers to.

Writes {"port"} and then a line for each request. Lines that it reads set the secret and the status of its next answers:
{"secret": "...", "answers": [500, 200]}; the last status stays.
"""

import hashlib
import hmac
import http.server
import json
import sys
import threading
import time

state = {"secret": "", "answers": [200]}


def is_signed(headers, body):
    timestamp = headers.get("Tenon-Timestamp", "")
    if not timestamp.isdigit() or abs(time.time() - int(timestamp)) > 300:
        return False
    signed = hmac.new(state["secret"].encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest("v1=" + signed, headers.get("Tenon-Signature", ""))


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        print(json.dumps({
            "path": self.path, "signed": is_signed(self.headers, body), "event": self.headers["Tenon-Event"],
            "attempt": self.headers["Tenon-Attempt"], "body": json.loads(body),
        }), flush=True)
        status = state["answers"].pop(0) if len(state["answers"]) > 1 else state["answers"][0]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_address[1]}), flush=True)
for line in sys.stdin:
    state.update(json.loads(line))
    print(json.dumps({"ready": True}), flush=True)
