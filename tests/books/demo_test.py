"""Demo data as a new administrator meets them, who names no company: as the README says."""

import json
import unittest

import support

PASSWORD = "correct horse battery staple"
SETTINGS = {
    "modules.path": support.MODULES.split(":")[-1],
    "modules.others": "on",
    "demo.load": "true",
}


class DemoTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.deployment = support.Deployment("identity")
        cls.addClassCleanup(cls.deployment.close)
        cls.server = cls.deployment.serve(**SETTINGS)
        account = {"username": "first", "password": PASSWORD, "email": "first@example.com", "role": "Admin"}
        status, _, text = cls.server.call("POST", "/api/v1/create_first_admin/", account)
        assert status in (200, 201), text
        cls.token = cls.server.token("first", PASSWORD)

    def read(self, path):
        status, _, text = self.server.call("GET", path, token=self.token, headers={"X-API-Dialect": "danasaham"})
        self.assertEqual(status, 200, text)
        return json.loads(text)

    def test_the_demo_year_is_in_the_books_that_a_new_administrator_opens(self):
        sheet = self.read("/api/accounting/reports/balance-sheet/")
        self.assertGreater(float(sheet["total_assets"]), 0)
        self.assertEqual(float(sheet["difference"]), 0)
        profit = self.read("/api/accounting/reports/profit-loss/?date_from=2000-01-01")
        self.assertGreater(float(profit["total_income"]), 0)
        self.assertTrue(self.read("/api/accounting/invoices/"))

    def test_so_are_stock_and_customers(self):
        for path in ("/api/inventory/stock-levels/", "/api/inventory/stock-movements/", "/api/parties/", "/api/contacts/leads/"):
            self.assertTrue(self.read(path), path)

    def test_they_belong_to_the_company_that_counts_when_none_is_named(self):
        own = [one for one in self.read("/api/organization/my-companies/") if one["is_default"]]
        self.assertEqual([one["name"] for one in own], ["PT Marjan Niaga Sejahtera"])


if __name__ == "__main__":
    unittest.main()
