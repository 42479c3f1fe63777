"""The companies that the clients work in, made once for all rounds."""

import dataclasses
import json

PURPOSES = ("cash", "bank", "income", "expense")
COSTINGS = ("fifo", "average", "fixed")


@dataclasses.dataclass
class Business:
    company: int
    accounts: list
    parties: list
    products: list
    warehouse: int  # Its second one


def found(session, code, stock_accounting):
    """A company with books, goods of each kind of costing, one of them on an account of its own, and two warehouses."""

    def done(method, path, body=None):
        status, _, text = session.send(method, "/api" + path, body)
        assert status in (200, 201), f"{method} {path}: {status} {text}"
        return json.loads(text)

    company = done("POST", "/companies/", {
        "name": f"Company {code}", "code": code, "currency": "BDT", "stock_accounting": stock_accounting,
        "numbering_strict": False,
    })["id"]
    purposes = done("GET", f"/accounting/books/?company_id={company}")["accounts"]
    parties = [
        done("POST", "/parties/", {
            "name": f"{code} party {number}", "company_id": company, "is_customer": True, "is_supplier": True,
        })["id"]
        for number in range(3)
    ]
    account = done("POST", "/accounting/accounts/", {
        "name": "Goods apart", "code": "APART", "company_id": company, "type": "asset",
    })["id"]
    apart = done("POST", "/inventory/categories/", {
        "name": "Apart", "company_id": company, "stock_account_id": account,
    })["id"]
    products = [
        done("POST", "/inventory/products/", {
            "name": f"{code} {costing}", "sku": f"{code}-{costing}", "company_id": company, "costing": costing,
            "cost": "7.25", "category": apart if costing == "fifo" else None,
        })["id"]
        for costing in COSTINGS
    ]
    warehouse = done("POST", "/inventory/warehouses/", {"name": "Second", "code": "W2", "company_id": company})["id"]
    return Business(company, [purposes[name] for name in PURPOSES], parties, products, warehouse)
