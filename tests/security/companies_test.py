"""Two companies that never see each other: whoever acts in one names, by each endpoint, what belongs to the other.

OWASP API Security A1; ASVS 5.0 8.2.2, 8.4.1.
"""

import datetime
import json
import re
import sqlite3
import unittest

import document
import support

PASSWORD = "correct horse battery staple"
SETTINGS = {
    "modules.path": support.MODULES.split(":")[-1],
    "modules.others": "on",
    "api.rate_limits": "off",
}
BUSINESS = {"organisation", "parties", "contacts", "accounting", "inventory"}
SHARED = ("/inventory/units/", "/inventory/unit-categories/")  # By all companies
TODAY = str(datetime.date.today())
MARK = "ALPHA"  # In every text of the company that is not to be seen

# What is made in each company, in this order; {name} is the id of an earlier one, {code} the company's.
RECORDS = {
    "branch": ("/organization/branches/", {"name": "{code} branch", "code": "{code}-B"}),
    "party": ("/parties/", {"name": "{code} party", "is_customer": True, "is_supplier": True}),
    "lead": ("/contacts/leads/", {"name": "{code} lead"}),
    "campaign": ("/contacts/campaigns/", {"name": "{code} campaign"}),
    "account": ("/accounting/accounts/", {"name": "{code} account", "code": "{code}", "type": "asset"}),
    "journal": ("/accounting/journals/", {"name": "{code} journal", "code": "{code}", "type": "general"}),
    "tax": ("/accounting/taxes/", {"name": "{code} tax", "code": "{code}", "kind": "percent", "rate": "5"}),
    "invoice": ("/accounting/invoices/", {
        "customer": "{party}", "invoice_date": TODAY, "state": "posted",
        "lines": [{"description": "{code} line", "quantity": "1", "unit_price": "77.31"}],
    }),
    "category": ("/inventory/categories/", {"name": "{code} category"}),
    "product": ("/inventory/products/", {"name": "{code} product", "sku": "{code}", "category": "{category}"}),
    "tracked": ("/inventory/products/", {"name": "{code} tracked", "sku": "{code}-L", "tracking": "lot"}),
    "lot": ("/inventory/lots/", {"product": "{tracked}", "code": "{code}-LOT"}),
    "warehouse": ("/inventory/warehouses/", {"name": "{code} warehouse", "code": "{code}"}),
    "location": ("/inventory/locations/", {"name": "{code} shelf", "code": "{code}-S"}),
    "rule": ("/inventory/reorder-rules/", {
        "product": "{product}", "location": "{location}", "minimum": "5", "maximum": "9",
    }),
    "count": ("/inventory/counts/", {"location": "{location}", "reference": "{code} count"}),
}
# The same where the company is the product's.
MOVEMENTS = {
    "receipt": {"movement_type": "in", "product": "{product}", "quantity": "5", "unit_cost": "3", "reference": "{code}"},
    "plan": {"movement_type": "out", "product": "{product}", "quantity": "1", "draft": True, "reference": "{code}"},
}
# Members of bodies and queries by what they refer to.
REFERENCES = {
    "company_id": "company", "company": "company", "branch": "branch", "branch_id": "branch",
    "party": "party", "party_id": "party", "customer": "party", "customer_id": "party", "supplier": "party",
    "account": "account", "account_id": "account", "refund_account_id": "account", "journal_id": "journal",
    "invoice": "invoice", "invoice_id": "invoice", "tax": "tax", "tax_id": "tax",
    "product": "product", "product_id": "product", "category": "category", "category_id": "category",
    "warehouse": "warehouse", "warehouse_id": "warehouse", "to_warehouse_id": "warehouse",
    "location": "location", "location_id": "location", "from_location_id": "location", "to_location_id": "location",
    "lot": "lot", "lot_id": "lot",
}


class CompaniesTest(unittest.TestCase):
    """One server; root made both companies, and `beta` may do everything in the second one."""

    @classmethod
    def setUpClass(cls):
        cls.deployment = support.Deployment("identity")
        cls.addClassCleanup(cls.deployment.close)
        for words in (["root", "--superuser"], ["beta"]):
            done = cls.deployment.run(
                "user", "add", *words, "--password-stdin", *cls.deployment.settings(**SETTINGS), given=PASSWORD + "\n"
            )
            assert done.returncode == 0, done.stdout + done.stderr
        cls.server = cls.deployment.serve(**SETTINGS)
        cls.root = cls.server.token("root", PASSWORD)
        cls.operations = [
            one for one in document.operations(cls.server) if BUSINESS & set(one.described["tags"])
        ]
        cls.theirs = cls.populate(MARK)
        cls.own = cls.populate("BETA")
        cls.let_in()
        cls.beta = cls.server.token("beta", PASSWORD)

    @classmethod
    def call(cls, verb, path, body=None, token=None):
        """In a dialect that wraps nothing."""
        return cls.server.call(verb, "/api" + path, body, token or cls.root, {"X-API-Dialect": "danasaham"})

    @classmethod
    def done(cls, verb, path, body=None):
        status, _, text = cls.call(verb, path, body)
        assert status in (200, 201), f"{verb} {path}: {status} {text}"
        return json.loads(text)

    @classmethod
    def populate(cls, code):
        """A company with a record of each kind: their ids."""
        ids = {"code": code}
        ids["company"] = cls.done("POST", "/companies/", {"name": f"{code} Ltd", "code": code, "currency": "USD"})["id"]
        for name, (path, body) in RECORDS.items():
            ids[name] = cls.done("POST", path, {"company_id": ids["company"], **filled(body, ids)})["id"]
        for name, body in MOVEMENTS.items():
            ids[name] = cls.done("POST", "/inventory/stock-movements/", filled(body, ids))["id"]
        return ids

    @classmethod
    def let_in(cls):
        permissions = sorted({one.permission for one in cls.operations if one.permission})
        cls.done("POST", "/roles/", {"name": "everything", "permissions": permissions})
        cls.done("POST", "/roles/assign/", {
            "user_id": "beta", "role_id": "everything", "scope": "organisation",
            "places": [{"kind": "company", "id": cls.own["company"]}],
        })

    def setUp(self):
        self.before = self.stored()

    def tearDown(self):
        self.assertEqual(self.stored(), self.before, "something of the other company was changed")

    def stored(self):
        """Every row that belongs to the other company."""
        file = self.deployment.folder / "var" / "tenon.db"
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=support.LONGEST_WAIT) as database:
            tables = [name for name, in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = {
                table: database.execute(f"SELECT * FROM {table} WHERE company_id = ?", (self.theirs["company"],)).fetchall()
                for table in tables
                if "company_id" in {column[1] for column in database.execute(f"PRAGMA table_info({table})")}
            }
        return {table: found for table, found in rows.items() if found}

    def assert_hidden(self, answer):
        """Refused, for another reason than a fault of the server, and without a word about the other company."""
        status, _, text = answer
        self.assertTrue(400 <= status < 500, f"{status} {text}")
        self.assertNotIn(MARK, text)

    def test_there_is_something_to_hide(self):
        self.assertGreater(len(self.before), 20)
        text = self.call("GET", "/inventory/products/")[2]
        self.assertIn(MARK, text)
        self.assertNotIn(MARK, self.call("GET", "/inventory/products/", token=self.beta)[2])
        self.assertIn("BETA", self.call("GET", "/inventory/products/", token=self.beta)[2])

    def test_what_a_path_names_is_not_there(self):
        tried = 0
        for operation in self.operations:
            if not operation.has_parameters:
                continue
            for record in self.records_of(operation):
                for key in (record["id"], record.get("uuid")):
                    path = re.sub(r"{[^}]*}", str(key), operation.path, count=1)
                    path = re.sub(r"{[^}]*}", document.NOWHERE, path)
                    with self.subTest(operation=str(operation), key=key):
                        self.assert_hidden(self.call(operation.verb, path, operation.body(), self.beta))
                        tried += 1
        self.assertGreater(tried, 150)

    def records_of(self, operation):
        """What of the other company stands in the collection that the operation picks from."""
        collection = operation.path.split("{")[0]
        status, _, text = self.call("GET", collection + "?page_size=200&company_id=" + str(self.theirs["company"]))
        if status != 200:
            status, _, text = self.call("GET", collection + "?page_size=200")
        found = json.loads(text) if status == 200 else []
        whose = "id" if collection.rstrip("/") == "/companies" else "company_id"
        records = [one for one in found if isinstance(one, dict) and one.get(whose) == self.theirs["company"]]
        return records[:2]

    def test_lists_and_reports_do_not_tell(self):
        tried = 0
        for operation in self.operations:
            if operation.verb != "GET" or operation.has_parameters:
                continue
            with self.subTest(operation=str(operation)):
                status, _, text = self.call("GET", operation.path + "?page_size=200", token=self.beta)
                self.assertLess(status, 500, text)
                self.assertNotIn(MARK, text)
                tried += 1
            for name, kind in REFERENCES.items():
                if operation.has_query(name):
                    with self.subTest(operation=str(operation), query=name):
                        path = f"{operation.path}?{name}={self.theirs[kind]}"
                        status, _, text = self.call("GET", path, token=self.beta)
                        self.assertLess(status, 500, text)
                        self.assertNotIn(MARK, text)
                        tried += 1
        self.assertGreater(tried, 50)

    def test_bodies_do_not_refer_to_it(self):
        tried = named = 0
        for operation in self.operations:
            schema = operation.json_schema()
            if schema is None or operation.path.startswith(SHARED) or operation.verb not in ("POST", "PUT", "PATCH"):
                continue
            for name, kind in REFERENCES.items():
                if name not in schema.get("properties", {}):
                    continue
                body = {**self.likely(operation), name: self.theirs[kind]}
                path = re.sub(r"{[^}]*}", lambda _: str(self.own_id(operation)), operation.path, count=1)
                with self.subTest(operation=str(operation), member=name):
                    status, _, text = answer = self.call(operation.verb, path, body, self.beta)
                    if status < 300:  # Some ignore what is sent: the answer says what they took.
                        self.assertNotEqual(json.loads(text).get(name), self.theirs[kind], text)
                        self.assertNotIn(MARK, text)
                    else:
                        self.assert_hidden(answer)
                    tried += 1
                    named += name in text or "COMPANY_MISMATCH" in text
        self.assertGreater(tried, 50)
        self.assertGreater(named, tried / 2, "most are refused for another reason")

    def likely(self, operation):
        """A body whose references are the own company's, so that what is wrong with it is the one to the other's."""
        body = dict(operation.body() or {})
        for name in body:
            if name in REFERENCES:
                body[name] = self.own[REFERENCES[name]]
        collection = operation.path.split("{")[0]
        for path, sent in RECORDS.values():
            if path == collection and operation.verb == "POST" and not operation.has_parameters:
                body.update({**filled(sent, self.own), "code": "NEW", "name": "New", "sku": "NEW"})
        known = operation.json_schema()["properties"]
        return {name: value for name, value in body.items() if name in known}

    def own_id(self, operation):
        collection = operation.path.split("{")[0]
        for name, (path, _) in RECORDS.items():
            if path == collection:
                return self.own[name]
        return self.own["plan"] if "stock-movements" in collection else self.own["company"]


def filled(body, ids):
    def value(one):
        if isinstance(one, str):
            whole = re.fullmatch(r"{(\w+)}", one)
            return ids[whole[1]] if whole else one.replace("{code}", ids["code"])
        if isinstance(one, dict):
            return filled(one, ids)
        return [value(each) for each in one] if isinstance(one, list) else one

    return {name: value(one) for name, one in body.items()}


if __name__ == "__main__":
    unittest.main()
