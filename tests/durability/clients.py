"""Clients that write until something breaks, and remember what they were told."""

import copy
import dataclasses
import http.client
import json
import random
import threading

from node import Session

CLIENTS = 64
WRITES = 1000
KINDS = ["create"] * 3 + ["change"] * 3 + ["deposit"] * 2 + ["transfer", "keep_file", "forget_file"]


@dataclasses.dataclass
class Record:
    acknowledged: int = -1  # The last value that the server said it has; -1: it never said that there is a record
    attempted: int = 0
    etag: str = ""
    path: str = ""


@dataclasses.dataclass
class Deposit:
    key: str
    answer: tuple = None  # Status and text, once the server gave them


@dataclasses.dataclass
class Transfer:
    steps: int
    is_acknowledged: bool = False


@dataclasses.dataclass
class File:
    content: bytes
    is_acknowledged: bool = False
    is_forgotten: bool = None  # None: that was asked for and never answered


class Memory:
    """What all clients of a round know together. Each client adds to it under names of its own."""

    def __init__(self):
        self.records, self.deposits, self.transfers, self.files = {}, {}, {}, {}
        self.surprises, self.refusals = [], []
        self._count = 0
        self.working = 0  # Clients that have not ended yet
        self._changed = threading.Condition()

    def acknowledge(self):
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def leave(self):
        with self._changed:
            self.working -= 1
            self._changed.notify_all()

    def wait_for(self, count, longest):
        """Until so many are acknowledged, or nobody is left who could: a client ends with the first that is not."""
        with self._changed:
            self._changed.wait_for(lambda: self._count >= count or self.working == 0, longest)

    def snapshot(self):
        """A copy of all that is known; for moments in which no answers come."""
        while True:
            try:
                known = Memory()
                known.records, known.deposits, known.transfers, known.files = copy.deepcopy(
                    (self.records, self.deposits, self.transfers, self.files)
                )
                known._count = self._count
                return known
            except RuntimeError:
                pass  # A client is still reading an answer that came before.

    @property
    def acknowledged(self):
        return self._count


class Client(threading.Thread):
    """Ends with its share of the writes or at the first answer that is none."""

    def __init__(self, memory, name, session, seed, writes, kinds):
        super().__init__()
        self._memory, self._name, self._session, self._writes = memory, name, session, writes
        self._kinds = kinds
        session.on_refusal = memory.refusals.append
        self._random = random.Random(seed)
        self._own = []  # Records that nothing uncertain happened to
        self._kept = []

    def run(self):
        try:
            self.work()
        finally:
            self._memory.leave()
            self._session.close()

    def work(self):
        for number in range(self._writes):
            try:
                if not getattr(self, self._random.choice(self._kinds))(f"{self._name}-{number}"):
                    return
            except (OSError, http.client.HTTPException):
                return
            except Exception as surprise:  # pylint: disable=broad-except
                self._memory.surprises.append(f"{self._name} does not understand an answer: {surprise!r}")
                return
            self._memory.acknowledge()

    def create(self, token):
        record = self._memory.records[token] = Record()
        status, fields, text = self._session.send("POST", "/api/ledger/records", {"name": token, "value": 0})
        if status != 201:
            return False
        record.acknowledged, record.etag = 0, fields["etag"]
        record.path = f"/api/ledger/records/{json.loads(text)['id']}"
        self._own.append(record)
        return True

    def change(self, token):
        if not self._own:
            return self.create(token)
        record = self._random.choice(self._own)
        record.attempted = record.acknowledged + 1
        status, fields, _ = self._session.send("PATCH", record.path, {"value": record.attempted}, If_Match=record.etag)
        if status != 200:
            return False
        record.acknowledged, record.etag = record.attempted, fields["etag"]
        return True

    def deposit(self, token):
        deposit = self._memory.deposits[token] = Deposit(key=f"key-{token}")
        status, _, text = deposit_again(self._session, token, deposit)
        if status != 201:
            return False
        deposit.answer = (status, text)
        return True

    def transfer(self, token):
        transfer = self._memory.transfers[token] = Transfer(steps=self._random.randint(2, 6))
        body = {"token": token, "steps": transfer.steps}
        transfer.is_acknowledged = self._session.send("POST", "/api/ledger/transfers", body)[0] == 202
        return transfer.is_acknowledged

    def keep_file(self, token):
        # Every other content is one of a few that other clients keep and forget at the same time.
        isShared = self._random.random() < 0.5
        content = b"shared %d" % self._random.randrange(3) if isShared else self._random.randbytes(self._random.randint(1, 60_000))
        file = self._memory.files[token] = File(content, is_forgotten=False)
        file.is_acknowledged = self._session.upload("/api/ledger/files", token, content)[0] == 201
        self._kept.append(token)
        return file.is_acknowledged

    def forget_file(self, token):
        if not self._kept:
            return self.keep_file(token)
        kept = self._kept.pop()
        self._memory.files[kept].is_forgotten = None
        if self._session.send("DELETE", f"/api/ledger/files/{kept}")[0] != 200:
            return False
        self._memory.files[kept].is_forgotten = True
        return True


def deposit_again(session, token, deposit):
    return session.send("POST", "/api/ledger/deposits", {"token": token}, Idempotency_Key=deposit.key)


def start_clients(port, token, name, seed, clients=CLIENTS, writes=WRITES, kinds=KINDS):
    """Clients at work on the server, and what they will know."""
    memory = Memory()
    share = -(-writes // clients)
    working = [Client(memory, f"{name}-{i}", Session(port, token), f"{seed}-{i}", share, kinds) for i in range(clients)]
    memory.working = len(working)
    for client in working:
        client.start()
    return memory, working
