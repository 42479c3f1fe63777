"""A Chromium without a window, driven by chromedriver (W3C WebDriver)."""

import http.client
import json
import select
import shutil
import subprocess
import tempfile
import time

from support import LONGEST_WAIT, free_port

IS_INSTALLED = bool(shutil.which("chromium") and shutil.which("chromedriver"))
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # The name that the standard gives to references
NOBODY_ELSE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


class Browser:
    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="tenon-browser-")
        self.port = free_port()
        self._driver = subprocess.Popen(
            ["chromedriver", f"--port={self.port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            self.wait_for(self._is_ready, "chromedriver")
            self._session = "/session/" + self._call("POST", "/session", {"capabilities": self._wishes()})["sessionId"]
        except BaseException:
            self.close()
            raise

    def _wishes(self):
        options = {
            "binary": shutil.which("chromium"),
            "args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update", "--disable-sync", NOBODY_ELSE,
                     f"--user-data-dir={self._folder.name}"],
        }
        logs = {"browser": "ALL", "performance": "ALL"}
        return {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": logs}}

    def _is_ready(self):
        try:
            return self._call("GET", "/status")["ready"]
        except OSError:
            return False

    def _call(self, method, path, body=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST_WAIT)
        connection.request(method, path, None if body is None else json.dumps(body), {"Content-Type": "application/json"})
        value = json.loads(connection.getresponse().read())["value"]
        connection.close()
        if isinstance(value, dict) and "error" in value:
            raise RuntimeError(f"{value['error']}: {value['message']}")
        return value

    def _ask(self, path, body=None):
        return self._call("POST" if body is not None else "GET", self._session + path, body)

    def wait_for(self, condition, what):
        deadline = time.monotonic() + LONGEST_WAIT
        while not (answer := condition()):
            assert time.monotonic() < deadline, f"waited in vain for: {what}"
            select.select([], [], [], 0.05)
        return answer

    def open(self, url):
        self._ask("/url", {"url": url})

    def elements(self, selector):
        found = self._ask("/elements", {"using": "css selector", "value": selector})
        return [one[ELEMENT] for one in found]

    def see(self, selector):
        """The first such element, as soon as there is one."""
        return self.wait_for(lambda: self.elements(selector), selector)[0]

    def type(self, selector, text):
        self._ask(f"/element/{self.see(selector)}/value", {"text": text})

    def click(self, selector):
        self._ask(f"/element/{self.see(selector)}/click", {})

    def text(self, selector="body"):
        return self._ask(f"/element/{self.see(selector)}/text")

    def run(self, script, *arguments):
        """What an asynchronous script gives to its last argument."""
        return self._ask("/execute/async", {"script": script, "args": list(arguments)})

    def console(self):
        """What pages have written to the console since it was last asked for, policy breaches included."""
        return [(entry["level"], entry["message"]) for entry in self._ask("/se/log", {"type": "browser"})]

    def requested(self):
        """Addresses that pages have asked for since this was last asked for."""
        messages = [json.loads(entry["message"])["message"] for entry in self._ask("/se/log", {"type": "performance"})]
        return [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]

    def close(self):
        if hasattr(self, "_session"):
            self._call("DELETE", self._session)
        self._driver.kill()
        self._driver.wait(LONGEST_WAIT)
        self._folder.cleanup()
