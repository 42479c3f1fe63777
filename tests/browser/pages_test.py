"""Swagger UI, ReDoc and the sign-in page as people see them."""

import unittest

import support
from browser import IS_INSTALLED, Browser

PASSWORD = "correct horse battery staple"
FETCH = """
const [path, method, headers, done] = arguments;
fetch(path, {method, headers}).then(answer => done(answer.status), error => done(String(error)));
"""


@unittest.skipUnless(IS_INSTALLED, "needs chromium and chromium-driver")
class PagesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.deployment = support.Deployment("identity")
        cls.addClassCleanup(cls.deployment.close)
        done = cls.deployment.run(
            "user", "add", "ann", "--password-stdin", *cls.deployment.settings(), given=PASSWORD + "\n"
        )
        assert done.returncode == 0, done.stderr
        cls.server = cls.deployment.serve()
        cls.site = f"http://127.0.0.1:{cls.server.port}"
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.browser.console()
        self.browser.requested()
        self.addCleanup(self.assert_quiet)

    def assert_quiet(self):
        """The page wrote no complaint and asked nobody but the server."""
        loud = [(level, text) for level, text in self.browser.console() if level in ("SEVERE", "WARNING")]
        self.assertEqual([], [entry for entry in loud if not any(text in entry[1] for text in self.expected)])
        foreign = [url for url in self.browser.requested() if not url.startswith((self.site + "/", "data:", "blob:", "chrome:"))]
        self.assertEqual([], foreign)

    expected = ()  # Texts of complaints that a test provokes

    def test_swagger_ui_shows_the_operations(self):
        self.browser.open(self.site + "/api/schema/swagger-ui/")
        self.browser.see(".opblock")
        self.assertIn("/auth/login", self.browser.text(".swagger-ui"))

    def test_redoc_shows_the_operations(self):
        self.browser.open(self.site + "/api/schema/redoc/")
        self.browser.wait_for(lambda: "/auth/login" in self.browser.text(), "the operations")

    def test_a_browser_signs_in_and_out(self):
        self.expected = ("401 (Unauthorized)", "403 (Forbidden)")  # A wrong password, and no proof, are told on the console
        browser = self.browser
        browser.open(self.site + "/api/session-auth/")
        browser.type("input[name=username]", "ann")
        browser.type("input[name=password]", "wrong")
        browser.click("button")
        self.assertIn("not right", browser.text("[role=alert]"))
        browser.type("input[name=username]", "ann")
        browser.type("input[name=password]", PASSWORD)
        browser.click("button")
        self.assertIn("ann", browser.text("strong"))

        readable = browser.run("arguments[0](document.cookie)")
        self.assertEqual(["csrftoken"], [cookie.split("=")[0] for cookie in readable.split("; ")])
        proof = readable.split("=", 1)[1]
        refresh = "/api/session-auth/logout/"
        self.assertEqual(200, browser.run(FETCH, "/api/users/profile/", "GET", {}))
        self.assertEqual(403, browser.run(FETCH, refresh, "POST", {}))
        self.assertEqual(200, browser.run(FETCH, "/api/users/profile/", "GET", {}))
        self.assertEqual(200, browser.run(FETCH, refresh, "POST", {"X-CSRFToken": proof, "Accept": "application/json"}))
        browser.open(self.site + "/api/session-auth/")
        browser.see("input[name=password]")


if __name__ == "__main__":
    unittest.main()
