"""Tryton under its own server, with a database of its own on the PostgreSQL of the run, and its JSON-RPC."""

import base64
import os
import subprocess

from ..client import Client
from ..peers import Server

DATABASE = "tryton"
PASSWORD = "a password of the benches"
MODULES = ("account", "party", "product", "stock", "product_cost_fifo")
CONFIGURATION = """\
[web]
listen = 127.0.0.1:{port}
[database]
uri = postgresql://
"""


class Refused(Exception):
    pass


class TrytonServer(Server):
    """trytond as its guide shows it, nothing in its database but what the modules bring."""

    name = "Tryton"

    @property
    def postgres(self):
        return self.workspace.postgres

    def words(self):
        self.database_url = self.postgres.database(DATABASE)
        self._configuration = self.folder / "trytond.conf"
        self._configuration.write_text(CONFIGURATION.format(port=self.port))
        (self.folder / "password").write_text(PASSWORD)
        self._administrate("-u", *MODULES, "--activate-dependencies", "--email", "bench@example.com", "-l", "en")
        return ["/usr/bin/trytond", "-c", self._configuration, "-d", DATABASE]

    def environment(self):
        return {"PGHOST": self.postgres.socket, "PGUSER": "tenon", "TRYTONPASSFILE": str(self.folder / "password")}

    def _administrate(self, *words):
        done = subprocess.run(
            ["/usr/bin/trytond-admin", "-c", self._configuration, "-d", DATABASE, *words],
            env={**os.environ, **self.environment()}, capture_output=True, text=True, cwd=self.folder,
        )
        if done.returncode != 0:
            raise RuntimeError(f"trytond-admin: {done.stdout}{done.stderr}")

    def make_ready(self):
        self._client = Client(self.port, {})
        user, session = self._result("common.db.login", ["admin", {"password": PASSWORD}, "en"])
        credentials = base64.b64encode(f"admin:{user}:{session}".encode()).decode()
        self._client = Client(self.port, {"Authorization": f"Session {credentials}"})
        self.user = user
        self.context = {}

    def call(self, name, *parameters, **context):
        """What a method answers, given the context of the user and what is added to it."""
        return self._result(name, [*parameters, {**self.context, **context}])

    def _result(self, name, parameters):
        answer = self._client.ask("POST", f"/{DATABASE}/", {"id": 1, "method": name, "params": parameters})
        if "error" in answer:
            raise Refused(f"{name}: {answer['error']}")
        return answer["result"]

    def create(self, model, *records):
        return self.call(f"model.{model}.create", list(records))

    def found(self, model, *domain, **context):
        """The id of the first record."""
        return self.call(f"model.{model}.search", list(domain), 0, 1, None, **context)[0]


def decimal(text):
    return {"__class__": "Decimal", "decimal": text}


def date(day):
    return {"__class__": "date", "year": day.year, "month": day.month, "day": day.day}
