"""A client that says exactly the bytes it is told to, and reads answers one by one."""

import socket
import struct
import time

from support import LONGEST_WAIT

BODILESS = (204, 304)


class Answer:
    def __init__(self, status, fields, body=b""):
        self.status = status
        self.fields = fields  # (lower-case name, value) in the order received
        self.body = body

    def all(self, name):
        return [value for key, value in self.fields if key == name]

    def __getitem__(self, name):
        """The value of a field that must be there once."""
        (value,) = self.all(name)
        return value

    def __contains__(self, name):
        return bool(self.all(name))

    def __repr__(self):
        return f"Answer({self.status}, {self.fields}, {self.body[:300]!r})"


class Wire:
    """One connection. Waits end after LONGEST_WAIT with a TimeoutError."""

    def __init__(self, port, source=None, receive_buffer=None):
        self._socket = socket.socket()
        if receive_buffer:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            self._socket.bind((source, 0))
        self._socket.settimeout(LONGEST_WAIT)
        self._socket.connect(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()

    def fileno(self):
        return self._socket.fileno()

    def close(self):
        self._socket.close()

    def reset(self):
        """Ends the connection without a farewell."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._socket.close()

    def finish(self):
        """Ends the sending half."""
        self._socket.shutdown(socket.SHUT_WR)

    def send(self, data):
        """Sends everything; whether the other end took it."""
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            return False
        return True

    def ask(self, data, head_only=False):
        self.send(data)
        return self.answer(head_only)

    def answer(self, head_only=False):
        """One answer; None when the connection ends before its first byte."""
        head = self.head()
        if not head:
            return None
        lines = head.decode("latin-1").split("\r\n")
        version, status, _ = lines[0].split(" ", 2)
        assert version == "HTTP/1.1", lines[0]
        fields = [tuple(line.split(": ", 1)) for line in lines[1:-2]]
        answer = Answer(int(status), [(name.lower(), value) for name, value in fields])
        if answer.status >= 200 and answer.status not in BODILESS and not head_only:
            answer.body = self._take(int(answer["content-length"]))
        return answer

    def head(self):
        """The bytes of one header; none when the connection ends before."""
        return self._until(b"\r\n\r\n")

    def rest(self):
        """Everything up to the end of the connection."""
        while self._fill():
            pass
        taken, self._buffer = self._buffer, b""
        return taken

    def answers(self):
        """All answers up to the end of the connection."""
        found = []
        while (answer := self.answer()) is not None:
            found.append(answer)
        return found

    def is_closed(self):
        """Whether the connection ends here, without another byte."""
        return self.rest() == b""

    def _fill(self):
        try:
            chunk = self._socket.recv(262_144)
        except ConnectionResetError:
            return False
        self._buffer += chunk
        return bool(chunk)

    def _until(self, end):
        while (at := self._buffer.find(end)) < 0:
            if not self._fill():
                assert self._buffer == b"", f"the connection ended within a header: {self._buffer[:300]!r}"
                return b""
        return self._take(at + len(end))

    def _take(self, size):
        while len(self._buffer) < size:
            assert self._fill(), f"the connection ended {size - len(self._buffer)} bytes too early"
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken


def is_listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def get(target, *fields):
    return request("GET", target, *fields)


def request(method, target, *fields, body=None):
    """A well-formed request; with a body, its length."""
    lines = [f"{method} {target} HTTP/1.1", "Host: a", *fields]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (body or b"")


def chunked(*chunks):
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))


def wait_until(condition, what, patience=LONGEST_WAIT):
    """Polls until the condition holds; its last value."""
    deadline = time.monotonic() + patience
    while not (value := condition()):
        assert time.monotonic() < deadline, f"waited in vain for: {what}"
        time.sleep(0.01)  # between two looks
    return value
