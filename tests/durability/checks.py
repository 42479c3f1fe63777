"""What must be true of the database after a crash, whatever the clients had been told."""

import collections
import hashlib
import json


def faults(node, memory, name):
    """A sentence for everything that is not as it must be among the writes whose names begin with `name`."""
    rows = node.database.rows
    events = collections.Counter()
    for text, in rows("SELECT data FROM tenon_event WHERE name LIKE 'ledger.%'"):
        data = json.loads(text)
        if data["token"].startswith(name + "-"):
            events[data["token"], data["value"]] += 1
    heard = collections.Counter(rows(f"SELECT token, value FROM ledger_heard WHERE token LIKE '{name}-%'"))
    found = []
    found += of_records(rows, memory, name, events)
    found += of_deposits(rows, memory, name, events)
    found += [f"event {event} was never delivered" for event in events - heard]
    found += [f"{event} was delivered and never published" for event in heard if event not in events]
    found += of_transfers(rows, memory, name)
    found += of_files(node, memory, name)
    return found + node.database.faults()


def of_records(rows, memory, name, events):
    found = []
    stored = {row[1]: row for row in rows(f"SELECT id, name, value, version FROM ledger_record WHERE name LIKE '{name}-%'")}
    audited = collections.defaultdict(list)
    for record, after in rows("SELECT record_id, after FROM tenon_audit WHERE model = 'ledger_record'"):
        state = json.loads(after)
        if state["name"].startswith(name + "-"):
            audited[state["name"]].append((int(record), state["value"]))
    for token, record in memory.records.items():
        if token not in stored:
            if record.acknowledged >= 0:
                found.append(f"record {token} is lost")
            continue
        identity, _, value, version = stored[token]
        if not max(record.acknowledged, 0) <= value <= record.attempted:
            found.append(f"record {token} holds {value}, acknowledged was {record.acknowledged}")
        if version != value + 1:
            found.append(f"record {token} has version {version} with value {value}")
        history = [(identity, number) for number in range(value + 1)]
        if sorted(audited.pop(token, [])) != history:
            found.append(f"the audit trail of record {token} is not its history")
        if [events[token, number] for number in range(value + 2)] != [1] * (value + 1) + [0]:
            found.append(f"the events of record {token} are not its history")
    found += [f"audit rows without the record {token}" for token in audited]
    found += [f"a record {token} that nobody sent" for token in stored if token not in memory.records]
    return found


def of_deposits(rows, memory, name, events):
    """To be called when every deposit was sent again with its key: there is exactly one of each."""
    found = []
    stored = collections.defaultdict(list)
    for identity, token in rows(f"SELECT id, token FROM ledger_deposit WHERE token LIKE '{name}-%'"):
        stored[token].append(identity)
    audited = collections.Counter(
        int(record) for record, in rows("SELECT record_id FROM tenon_audit WHERE model = 'ledger_deposit'")
    )
    for token in memory.deposits.keys() | stored.keys():
        if len(stored[token]) != 1:
            found.append(f"deposit {token} was made {len(stored[token])} times")
        found += [f"deposit {token} is not audited once" for identity in stored[token] if audited[identity] != 1]
        found += [f"deposit {token} has not one event" for identity in stored[token] if events[token, identity] != 1]
    existing = {identity for identity, in rows("SELECT id FROM ledger_deposit")}
    found += [f"an audit row of the deposit {identity} that is not there" for identity in audited.keys() - existing]
    for status, text in rows("SELECT status, body FROM tenon_idempotency"):
        if status == 0 or json.loads(text)["id"] not in existing:
            found.append(f"an idempotency record without its effect: {status} {text}")
    return found


def of_transfers(rows, memory, name):
    """To be called when no job is queued or running."""
    found = []
    jobs = {identity: job for identity, *job in rows("SELECT id, status, input, result FROM tenon_job WHERE kind = 'ledger.transfer'")}
    steps = collections.defaultdict(list)
    for token, step in rows(f"SELECT token, step FROM ledger_step WHERE token LIKE '{name}-%'"):
        steps[token].append(step)
    stored = {row[0]: row for row in rows(f"SELECT token, steps, job_id FROM ledger_transfer WHERE token LIKE '{name}-%'")}
    for token, transfer in memory.transfers.items():
        if transfer.is_acknowledged and token not in stored:
            found.append(f"transfer {token} is lost")
    for token, (_, count, job) in stored.items():
        status, _, result = jobs.pop(job, ("missing", "", "{}"))
        if status != "succeeded" or json.loads(result) != {"token": token, "steps": count}:
            found.append(f"the job of transfer {token} is {status} with {result}")
        if sorted(steps.pop(token, [])) != list(range(count)):
            found.append(f"transfer {token} has not its steps")
    found += [f"a job without its transfer: {job}" for job in jobs.values() if json.loads(job[1])["token"].startswith(name + "-")]
    found += [f"steps of the transfer {token} that is not there" for token in steps]
    if rows("SELECT value FROM ledger_total") != rows("SELECT COUNT(*) FROM ledger_step"):
        found.append("the total is not the number of steps: one was done twice")
    return found


def of_files(node, memory, name):
    found = []
    stored = dict(node.database.rows(f"SELECT token, sha256 FROM ledger_file WHERE token LIKE '{name}-%'"))
    for token, file in memory.files.items():
        if token not in stored:
            if file.is_acknowledged and file.is_forgotten is False:
                found.append(f"the record of file {token} is lost")
        elif file.is_forgotten:
            found.append(f"the record of file {token} is back")
        elif stored[token] != hashlib.sha256(file.content).hexdigest():
            found.append(f"the record of file {token} names another content")
    for token, sha256 in stored.items():
        path = node.file(sha256)
        if not path.exists():
            found.append(f"file {token} has a record and no content")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
            found.append(f"the content of file {token} is damaged")
    owners = dict(node.database.rows(
        f"SELECT owner, sha256 FROM tenon_file_owner WHERE owner LIKE 'ledger:{name}-%'"
    ))
    if owners != {f"ledger:{token}": sha256 for token, sha256 in stored.items()}:
        found.append("the owners of files are not their records")
    return found
