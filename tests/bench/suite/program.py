"""Programs that the benches start: readiness, CPU time, memory, end."""

import os
import signal
import socket
import subprocess
import time

LONGEST_WAIT = 60
TICK = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, patience=LONGEST_WAIT, every=0.005):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise RuntimeError(f"waited {patience} s in vain for: {what}")
        time.sleep(every)


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
        return True
    except OSError:
        return False


def descendants(pid):
    """The process and all that it started."""
    found = [pid]
    for parent in found:
        try:
            for task in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{task}/children") as children:
                    found.extend(map(int, children.read().split()))
        except OSError:
            pass  # It has ended meanwhile.
    return found


def cpu_seconds(pid):
    """User and system time of the process, its children and those that have ended."""
    seconds = 0.0
    for one in descendants(pid):
        try:
            with open(f"/proc/{one}/stat") as stat:
                of_ended_children = map(int, stat.read().rpartition(")")[2].split()[13:15])
            seconds += sum(of_ended_children) / TICK + time.clock_gettime(_cpu_clock(one))
        except OSError:
            pass  # It has ended meanwhile.
    return seconds


def _cpu_clock(pid):
    """The id of another process's CPU clock, as clock_getcpuclockid(3) makes it: finer than the ticks of /proc."""
    return (~pid << 3) | 2


class Program:
    """A running program in a process group of its own; what it says goes into a file."""

    def __init__(self, words, log, environment=None, folder=None):
        self.words = [str(word) for word in words]
        self._log = log
        with open(log, "ab") as output:
            self._process = subprocess.Popen(
                self.words, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=folder, start_new_session=True,
                env={**os.environ, **(environment or {})},
            )

    @property
    def pid(self):
        return self._process.pid

    def wait_for_port(self, port):
        def is_ready():
            if self._process.poll() is not None:
                raise RuntimeError(f"{self.words[0]} ended: {self.said()}")
            return accepts(port)

        wait_until(is_ready, f"port {port} of {self.words[0]}", every=0.001)

    def said(self):
        return self._log.read_text(errors="replace")[-2000:]

    def cpu_seconds(self):
        return cpu_seconds(self.pid)

    def resident_bytes(self):
        return self._status("VmRSS:") * 1024

    def most_resident_bytes(self):
        return self._status("VmHWM:") * 1024

    def threads(self):
        return self._status("Threads:")

    def _status(self, name):
        with open(f"/proc/{self.pid}/status") as status:
            return next(int(line.split()[1]) for line in status if line.startswith(name))

    def stop(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.pid, signal.SIGKILL)  # its own group, made above
                self._process.wait()
