"""What a server makes of bytes, and whether two servers make the same of them."""

import collections

from mutations import Generator
from rules import LAXER, STRICTER
from wire_client import Wire, get

# Behind each message stands a request that is right: if a server is out of step, it hears another number of requests.
LAST = get("/api/wire/reflect", "Connection: close")
# Answers that say the bytes are no request that the server understands.
REFUSALS = {400, 408, 411, 413, 414, 417, 431, 494, 501, 505}
# A request that was heard; one that was, but answered before its body was read, so that the connection ends; no request.
HEARD, EARLY, REFUSED = "heard", "early", "refused"


def outcome(port, message):
    """What each answer tells about what was sent."""
    with Wire(port) as wire:
        wire.send(message + LAST)
        try:
            wire.finish()
        except OSError:
            pass  # closed already
        received = wire.rest()
    found = []
    while received:
        head, end, received = received.partition(b"\r\n\r\n")
        status = int(head[9:12]) if head.startswith(b"HTTP/1.1 ") and end else 0
        if status == 0:
            return [*found, "nonsense"]
        if status < 200:
            continue
        closes = b"\r\nconnection: close" in head.lower()
        found.append(REFUSED if status in REFUSALS and closes else EARLY if status in (401, 404, 405) and closes else HEARD)
        length = [int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        if not received.startswith(b"HTTP/1.1 "):  # else it was an answer to HEAD
            received = received[sum(length) :]
    return found


def is_same(ours, theirs):
    """Whether both understood the same. Who answers early cannot tell how the body would have been judged."""
    if ours and ours[-1] == EARLY:
        return ours[:-1] == theirs[: len(ours) - 1]
    return ours == theirs


def is_stricter(ours, theirs):
    """Whether we differ in nothing but that we refuse earlier."""
    return bool(ours) and ours[-1] == REFUSED and ours[:-1] == theirs[: len(ours) - 1]


def explanation(message, ours, theirs):
    """The name of the rule by which the two may differ; None when they may not."""
    for rule in STRICTER if is_stricter(ours, theirs) else LAXER:
        if rule.applies(message + LAST):
            return rule.name
    return None


class Comparison:
    """Sends generated messages to two servers and keeps what cannot be explained."""

    def __init__(self, seed, ours, theirs):
        self._generator = Generator(seed)
        self._ours, self._theirs = ours, theirs
        self.counts = collections.Counter()
        self.faults = []

    def run(self, count):
        for _ in range(count):
            message = self._generator.next()
            ours, theirs = outcome(self._ours, message), outcome(self._theirs, message)
            if is_same(ours, theirs):
                self.counts["both heard" if REFUSED not in ours else "both refused"] += 1
                continue
            rule = explanation(message, ours, theirs)
            self.counts[rule or "unexplained"] += 1
            if rule is None:
                self.faults.append((message, ours, theirs))
