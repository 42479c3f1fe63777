"""Rounds of: work, kill, start again, send again what nobody knows of, look."""

import random
import time

import scrutiny
import support
from business import found
from model import Model
from node import Session
from rounds import kill, revive, wait_until
from workers import WRITES, start_clients


class Crashes:
    """`node` is started and stays so between rounds; books and stock grow from round to round."""

    def __init__(self, node, seed):
        self._node, self._seed = node, seed
        self._token = node.sign_in()
        self._model = Model()
        session = self._session()
        self._businesses = [found(session, "A", "continental"), found(session, "B", "anglo_saxon")]
        session.close()

    def round(self, number):
        """What went wrong in this round, and a line about it."""
        chance = random.Random(f"{self._seed}-{number}")
        began = time.monotonic()
        name = f"r{number}"
        memory, clients = start_clients(
            self._node.server.port, self._token, self._businesses, name, f"{self._seed}-{number}"
        )
        memory.wait_for(chance.randrange(WRITES * 3 // 4), support.LONGEST_WAIT)
        wait_until(time.monotonic() + chance.uniform(0, 0.02))
        victims = kill(self._node, chance)
        acknowledged = memory.acknowledged
        for client in clients:
            client.join()
        revive(self._node, victims)
        session = self._session()
        faults = memory.surprises + self._send_again(session, memory)
        self._model.add(memory.operations)
        faults += scrutiny.faults(self._node, session, self._businesses, self._model)
        session.close()
        verified = self._node.verify_audit()
        if not verified["ok"]:
            faults.append(f"the audit trail is broken: {verified}")
        return faults, (
            f"round {number}: killed {' and '.join(victims)} after {acknowledged} acknowledged operations,"
            f" {len(self._model.entries)} entries, {len(self._model.movements)} movements,"
            f" {time.monotonic() - began:.1f} s"
        )

    def _session(self):
        return Session(self._node.server.port, self._token)

    @staticmethod
    def _send_again(session, memory):
        """What took effect is answered the same; what nobody knows of has taken effect or takes it now, once."""
        faults = []
        for operation in memory.operations:
            if operation.answer is not None and not operation.is_done:
                continue  # A refusal is not kept: it may be granted now.
            status, text, is_replayed = operation.send(session)
            if operation.answer is None and status < 500:
                operation.answer = (status, text)
            elif operation.answer != (status, text) or not is_replayed:
                faults.append(f"{operation.kind} {operation.key} was answered {operation.answer}, then {status} {text}")
        return faults
