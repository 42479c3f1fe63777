"""What a power cut leaves of SQLite's files, and a server that starts on it.

The server is stopped in its tracks twice under load. What clients were told before the first stop was flushed by then. The
files as of the second stop, with the write-ahead log cut or spoilt at a random byte, are what a power cut between the two
can leave: any end of the log is possible behind the last commit of the first stop and behind what a checkpoint has begun
to move into the database file, for that was flushed before. From the copy, the server must start, everything told before
the first stop must be there, and everything else must be there whole or not at all.

Not simulated: a disk that loses what it said it had flushed, and single pages of the database file that a checkpoint wrote
and did not flush yet (the log still holds all of them then).
"""

import copy
import os
import random
import shutil
import signal
import struct
import time

import checks
import clients
import support
from databases import Sqlite
from node import Node, Session
from rounds import Rounds

HEADER, FRAME_HEADER = 32, 24
BACKFILL = 128  # Place of nBackfillAttempted in the log's index; see "WAL-Index Header" in the file format of SQLite


class PowerCuts:
    """`node` is started and stays so; each round starts another server on a copy of its files."""

    def __init__(self, node, seed):
        self._node = node
        self._seed = seed
        self._token = node.sign_in()

    def run(self, number):
        chance = random.Random(f"{self._seed}-{number}")
        began = time.monotonic()
        name = f"r{number}"
        # Without removals of files: these follow a flush, which a cut of the log would take back.
        kinds = [kind for kind in clients.KINDS if kind != "forget_file"]
        memory, working = clients.start_clients(self._node.server.port, self._token, name, f"{self._seed}-{number}", kinds=kinds)
        target = self._node.folder / "cut"
        shutil.rmtree(target, ignore_errors=True)
        first = chance.randrange(clients.WRITES // 2)
        memory.wait_for(first, support.LONGEST_WAIT)
        known, log = self._frozen(lambda: self._first_stop(memory, target))
        memory.wait_for(first + chance.randrange(1, clients.WRITES // 2), support.LONGEST_WAIT)
        self._frozen(lambda: self._second_stop(target))
        for client in working:
            client.join()
        how = cut(target / "var" / "tenon.db-wal", log, chance)
        found, verified = self._start_on(target, promised(known, memory), name)
        return found + memory.surprises, (
            f"round {number}: power cut with {known.acknowledged} acknowledged writes, log {how},"
            f" {verified['rows']} audit rows, {time.monotonic() - began:.1f} s"
        )

    def _frozen(self, action):
        """The result of the action while the server does not move."""
        process = self._node.server.process
        process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
        try:
            return action()
        finally:
            process.send_signal(signal.SIGCONT)

    def _first_stop(self, memory, target):
        """What clients know now, and the log that holds it. The signed checkpoints are of this moment, too."""
        source = self._node.folder / "var"
        shutil.copytree(source, target / "var", ignore=shutil.ignore_patterns("tenon.db*", "files"))
        return memory.snapshot(), (source / "tenon.db-wal").read_bytes()

    def _second_stop(self, target):
        source = self._node.folder / "var"
        for file in ("tenon.db", "tenon.db-wal", "tenon.db-shm"):
            shutil.copy(source / file, target / "var" / file)
        shutil.copytree(source / "files", target / "var" / "files")

    def _start_on(self, target, memory, name):
        node = Node(target, Sqlite(target / "var"))
        node.start()
        try:
            rounds = Rounds(node, self._seed)
            session = Session(node.server.port, self._token)
            found = rounds.replay(session, memory)
            session.close()
            rounds.settle()
            found += checks.faults(node, memory, name)
            if node.server.stop() != 0:
                found.append("the server on the copy did not end well")
            verified = node.verify_audit()
            return found + ([] if verified["ok"] else [f"the audit trail is broken: {verified}"]), verified
        finally:
            node.kill()


def promised(known, latest):
    """What was acknowledged as `known` tells, and all that was ever sent."""
    memory = copy.copy(latest)
    memory.records = {token: clients.Record(attempted=record.attempted) for token, record in latest.records.items()}
    memory.deposits = {token: clients.Deposit(deposit.key) for token, deposit in latest.deposits.items()}
    memory.transfers = {token: clients.Transfer(transfer.steps) for token, transfer in latest.transfers.items()}
    memory.files = {token: clients.File(file.content) for token, file in latest.files.items()}
    for token, record in known.records.items():
        memory.records[token].acknowledged = record.acknowledged
    memory.deposits.update(known.deposits)
    memory.transfers.update(known.transfers)
    memory.files.update(known.files)
    return memory


def cut(file, earlier, chance):
    """Spoils the end of the log from a byte on that was not flushed for certain; tells how."""
    log = file.read_bytes()
    page = struct.unpack_from(">I", log, 8)[0]
    backfilled = struct.unpack_from("=I", (file.with_name("tenon.db-shm")).read_bytes(), BACKFILL)[0]
    file.with_name("tenon.db-shm").unlink()  # Memory, in truth: no power cut leaves it
    isSameLog = log[:HEADER] == earlier[:HEADER]
    flushed = max(HEADER + backfilled * (FRAME_HEADER + page), extent(earlier, page)[0] if isSameLog else HEADER)
    end = chance.randint(flushed, max(flushed, extent(log, page)[1]))
    kind = chance.choice(["ends", "is zero", "is noise"])
    rest = {"ends": b"", "is zero": bytes(len(log) - end), "is noise": chance.randbytes(max(0, len(log) - end))}[kind]
    file.write_bytes(log[:end] + rest)
    return f"of {extent(log, page)[1]} bytes {kind} from {end} on, flushed were {flushed}"


def extent(log, page):
    """Where the last commit of this log ends, and where its last frame does; frames of earlier logs have other salts."""
    commits = at = HEADER
    while at + FRAME_HEADER + page <= len(log):
        _, pages, *salts = struct.unpack_from(">IIII", log, at)
        if salts != list(struct.unpack_from(">II", log, 16)):
            break
        at += FRAME_HEADER + page
        commits = at if pages else commits
    return commits, at
