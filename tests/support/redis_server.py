"""A redis-server of a test's own, which keeps nothing."""

import socket
import subprocess

from support import LONGEST_WAIT, free_port


class Redis:
    def __init__(self, test):
        self.port = free_port()
        self.folder = test.folder
        self.start()
        test.addCleanup(self.stop)

    @property
    def url(self):
        return f"redis://:secret@127.0.0.1:{self.port}/2"

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
             "--requirepass", "secret", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"AUTH secret\r\n")
                return connection.recv(100) == b"+OK\r\n"
        except OSError:
            return False

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(LONGEST_WAIT)
