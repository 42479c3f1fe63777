"""Rounds of: write, kill, start again, look."""

import random
import time

import checks
import support
from clients import WRITES, deposit_again, start_clients
from databases import Postgres
from node import Session

UNFINISHED = "SELECT COUNT(*) FROM tenon_job WHERE status IN ('queued', 'running')"
UNSEALED = "SELECT COUNT(*) FROM tenon_audit WHERE position IS NULL"
UNDELIVERED = (
    "SELECT COUNT(*) FROM tenon_event WHERE id > (SELECT MIN(last_id) FROM tenon_event_cursor)"
)


class Rounds:
    """`node` is started and stays so between rounds."""

    def __init__(self, node, seed):
        self._node = node
        self._seed = seed
        self._token = node.sign_in()

    def run(self, number):
        """What went wrong in this round, and a line about it."""
        chance = random.Random(f"{self._seed}-{number}")
        name = f"r{number}"
        began = time.monotonic()
        memory, clients = start_clients(self._node.server.port, self._token, name, f"{self._seed}-{number}")
        memory.wait_for(chance.randrange(WRITES), support.LONGEST_WAIT)
        wait_until(time.monotonic() + chance.uniform(0, 0.02))
        victims = kill(self._node, chance)
        acknowledged = memory.acknowledged
        for client in clients:
            client.join()
        revive(self._node, victims)
        session = Session(self._node.server.port, self._token)
        found = self.replay(session, memory)
        session.close()
        self.settle()
        found += memory.surprises + checks.faults(self._node, memory, name)
        verified = self._node.verify_audit()
        if not verified["ok"]:
            found.append(f"the audit trail is broken: {verified}")
        return found, (
            f"round {number}: killed {' and '.join(victims)} after {acknowledged} acknowledged writes,"
            f" {verified['rows']} audit rows, {time.monotonic() - began:.1f} s"
        )

    def replay(self, session, memory):
        """Sends every deposit again: what was acknowledged is answered the same, what was not is made now or was."""
        found = []
        for token, deposit in memory.deposits.items():
            status, fields, text = deposit_again(session, token, deposit)
            if status != 201:
                found.append(f"deposit {token} with its key again: {status} {text}")
            elif deposit.answer and (deposit.answer != (status, text) or fields.get("idempotency-replayed") != "true"):
                found.append(f"deposit {token} was answered {deposit.answer}, then {status} {text}")
        return found

    def settle(self):
        """Waits until jobs, events and the audit trail have caught up."""
        rows = self._node.database.rows
        self._node.server.wait_for(
            lambda: all(rows(sql) == [(0,)] for sql in (UNFINISHED, UNDELIVERED, UNSEALED)), "the end of jobs and events"
        )


def kill(node, chance):
    """Ends the server, its database where that is a server, or both."""
    hasServer = isinstance(node.database, Postgres)
    victims = chance.choice([["tenon"], ["postgres"], ["tenon", "postgres"]]) if hasServer else ["tenon"]
    if "postgres" in victims:
        node.database.kill()
    if "tenon" in victims:
        node.kill()
    return victims


def revive(node, victims):
    if "postgres" in victims:
        node.database.start()
    if "tenon" in victims:
        node.start()


def wait_until(moment):
    """Returns at the moment, not a time slice later."""
    while time.monotonic() < moment:
        pass
