"""Reads the unit and lays its restrictions on this process, as systemd would."""

import ctypes
import mmap
import os
import socket
import subprocess

UNIT = os.environ.get("TENON_UNIT", "deploy/systemd/tenon.service")
NOBODY = 65534
ALLOW, REFUSE = 0x7FFF0000, 0x00050001  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO(EPERM)
EQUAL, MASKED_EQUAL = 4, 7  # SCMP_CMP_EQ, SCMP_CMP_MASKED_EQ
FAMILIES = {"AF_INET": socket.AF_INET, "AF_INET6": socket.AF_INET6, "AF_UNIX": socket.AF_UNIX}


def values(key):
    """Every value of a setting, in the order of the file."""
    with open(UNIT, encoding="utf-8") as unit:
        return [line.split("=", 1)[1].strip() for line in unit if line.startswith(key + "=")]


def calls_in(name):
    """The system calls of a name or a set of names."""
    if not name.startswith("@"):
        return {name}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True)
    members = [line.strip() for line in listed.stdout.splitlines()[1:]]
    return set().union(*(calls_in(member) for member in members if member and not member.startswith("#")))


def allowed_calls():
    allowed = set()
    for value in values("SystemCallFilter"):
        names = set().union(*(calls_in(name) for name in value.lstrip("~").split()))
        allowed = allowed - names if value.startswith("~") else allowed | names
    return allowed


class Condition(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


class Sandbox:
    """What the unit leaves to its processes: made here, laid on a child by `enter`."""

    def __init__(self):
        assert values("MemoryDenyWriteExecute") == ["yes"] and values("NoNewPrivileges") == ["yes"]
        self.seccomp = ctypes.CDLL("libseccomp.so.2", use_errno=True)
        self.seccomp.seccomp_init.restype = ctypes.c_void_p
        self.filter = ctypes.c_void_p(self.seccomp.seccomp_init(REFUSE))
        conditional = {
            "mmap": [Condition(2, MASKED_EQUAL, mmap.PROT_WRITE | mmap.PROT_EXEC, kept)
                     for kept in (0, mmap.PROT_WRITE, mmap.PROT_EXEC)],
            "mprotect": [Condition(2, MASKED_EQUAL, mmap.PROT_EXEC, 0)],
            "socket": [Condition(0, EQUAL, FAMILIES[name], 0) for name in values("RestrictAddressFamilies")[0].split()],
        }
        for name in sorted(allowed_calls()):
            number = self.seccomp.seccomp_syscall_resolve_name(name.encode())
            if number < 0:
                continue  # Of another machine
            for condition in conditional.get(name, [None]):
                self.allow(number, condition)

    def allow(self, number, condition):
        count = 0 if condition is None else 1
        reference = None if condition is None else ctypes.byref(condition)
        done = self.seccomp.seccomp_rule_add_array(self.filter, ctypes.c_uint32(ALLOW), number, count, reference)
        assert done == 0, (number, done)

    def enter(self):
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        os.umask(int(values("UMask")[0], 8))
        assert self.seccomp.seccomp_load(self.filter) == 0
