"""Delimited text and file names that no honest program writes."""

MIB = 1 << 20
HEADER = "Nama;Deskripsi;Terduga;Kode Densus;Alamat\n"
PERSON = "Bima Sakalaya;-;Orang;IDD-001;Jl. Satu 1\n"


def honest():
    return (HEADER + PERSON).encode()


def one_long_line(size=40 * MIB):
    return HEADER.encode() + b"a" * size


def open_quote(size=40 * MIB):
    """A cell that begins and never ends."""
    return HEADER.encode() + b'"' + b"a\n" * (size // 2)


def many_separators(size=20 * MIB):
    return HEADER.encode() + b";" * size


def zeros():
    return (HEADER + PERSON).encode().replace(b"Bima", b"Bi\0ma")


def wrong_encoding():
    """UTF-8 by its mark, but not by its bytes."""
    return b"\xef\xbb\xbf" + (HEADER + PERSON).encode().replace(b"Bima", b"\xff\xfe\xed\xa0\x80")


def half_utf16():
    return b"\xff\xfe" + (HEADER + PERSON).encode("utf-16-le")[:-1]


def markup():
    return b"<html><table><tr><td>Nama</td><td>Kode</td></tr></table></html>"


# Names of files, with what must not be left of them.
NAMES = [
    ("n" * 300 + ".csv", None),
    ("../../../../etc/passwd.csv", "/"),
    ("/etc/cron.d/list.csv", "/"),
    ("..\\..\\windows\\win.csv", "\\"),
    ("C:\\list.csv", ":\\"),
    ("list\\u0000.exe.csv", None),
    ("list\u202excod.csv", "\u202e"),
    ("CON.csv", None),
    ("..", None),
    ("list.csv:stream", None),
    ("<script>alert(1)</script>.csv", None),
]
