"""Workbooks of the old kind (.xls: an OLE container with BIFF records) that no honest program writes."""

import struct

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def container(stream, fat=None, size=None):
    """An OLE container (MS-CFB) with `stream` as its workbook; `fat` gives other chains than honest ones."""
    pieces = max(8, -(-len(stream) // SECTOR))
    chain = [FAT, END] + [number + 3 for number in range(pieces)]
    chain[-1] = END
    chain += [FREE] * (SECTOR // 4 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += b"\0" * 6 + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", FREE) * 108
    table = struct.pack(f"<{SECTOR // 4}I", *(fat(chain) if fat else chain))
    directory = entry("Root Entry", 5, END, 0, 1) + entry("Workbook", 2, 2, size or max(4096, len(stream)), FREE)
    directory += b"\0" * (SECTOR - len(directory))
    return header + table + directory + stream.ljust(pieces * SECTOR, b"\0")


def entry(name, kind, start, size, child):
    encoded = (name + "\0").encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, FREE, child)
        + b"\0" * 36 + struct.pack("<IQ", start, size)
    )


def record(kind, data=b"", stated=None):
    return struct.pack("<HH", kind, len(data) if stated is None else stated) + data


BOF_BOOK = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))
BOF_SHEET = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6))
EOF = record(0x0A)


def label(row, column, text):
    return record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 0) + text.encode("latin-1"))


def stream(cells=b"", before=b""):
    head = BOF_BOOK + before
    offset = len(head) + 4 + 6 + 7 + len(EOF)
    sheet = record(0x85, struct.pack("<IBBBB", offset, 0, 0, 5, 0) + b"Sheet")
    return head + sheet + EOF + BOF_SHEET + cells + EOF


TABLE = b"".join(
    label(row, column, text)
    for row, texts in enumerate([["Nama", "Kode Densus", "Alamat"], ["Bima Sakalaya", "IDD-001", "Jl. Satu 1"]])
    for column, text in enumerate(texts)
)


def honest():
    return container(stream(TABLE))


def looping_fat():
    """The workbook's chain of sectors comes back to its beginning."""
    return container(stream(TABLE), lambda chain: [2 if link == END and number > 1 else link for number, link in enumerate(chain)],
                     0x7FFFFFFF)


def looping_directory():
    return container(stream(TABLE), lambda chain: [chain[0], 1] + chain[2:])


def lying_record():
    """A record that states more bytes than there are."""
    return container(stream(TABLE + record(0x204, b"\x03\0\0\0\0\0", 0xFFFF)))


def lying_string_table():
    """A string table of four thousand million texts."""
    return container(stream(TABLE, record(0xFC, struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + b"\xff\xff\x01" * 900)))


def lying_string():
    return container(stream(TABLE, record(0xFC, struct.pack("<II", 1, 1) + b"\xff\xff\x0d" + b"\xff" * 8 + b"x")))


def far_cell():
    return container(stream(TABLE + label(0xFFFF, 0xFFFF, "x")))
