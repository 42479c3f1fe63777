"""The API document of a running server as a list of operations, and what a client can send to them."""

import json
import re

VERBS = ("get", "post", "put", "patch", "delete")
NOWHERE = "999999"  # as an id or a name that nothing has
SAMPLES = {"integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}


class Operation:
    """One method of one path, with the guard that the document declares."""

    def __init__(self, path, verb, described):
        self.path, self.verb, self.described = path, verb.upper(), described
        self.permission = described.get("x-permission")
        self.is_open = described["security"] == []
        self.is_for_password_change = described.get("x-during-password-change", False)

    def __str__(self):
        return f"{self.verb} {self.path}"

    @property
    def has_parameters(self):
        return "{" in self.path

    def has_query(self, name):
        return any(one["name"] == name and one["in"] == "query" for one in self.described.get("parameters", []))

    def target(self):
        return "/api/v1" + re.sub(r"{[^}]*}", NOWHERE, self.path)

    def json_schema(self):
        """The schema of the JSON body; None when there is none."""
        content = self.described.get("requestBody", {}).get("content", {})
        return content.get("application/json", {}).get("schema")

    def body(self):
        """A body with what is required, each of the right type though hardly of a sensible value; None for no body."""
        if self.verb in ("GET", "DELETE"):
            return None
        schema = self.json_schema() or {}
        return {name: sample(schema["properties"][name]) for name in schema.get("required", [])}


def sample(schema):
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "email":
        return "somebody@example.com"
    if schema.get("type") == "array" and schema.get("minItems"):
        return [sample(schema["items"])]
    kind = schema.get("type")
    return SAMPLES.get(kind[0] if isinstance(kind, list) else kind, "something")


def operations(server):
    status, _, text = server.call("GET", "/api/v1/schema/")
    assert status == 200, text
    return [
        Operation(path, verb, described)
        for path, methods in json.loads(text)["paths"].items()
        for verb, described in methods.items()
        if verb in VERBS
    ]


def shape(path):
    """The path with which parameters' names and a final slash do not count."""
    return re.sub(r"{[^}]*}", "{}", path).rstrip("/")
