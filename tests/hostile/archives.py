"""ZIP archives, and the workbooks in them, that no honest program writes."""

import io
import random
import struct
import zipfile
import zlib

MIB = 1 << 20

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
        '<Relationship Id="rId2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
}
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"


def cell(text):
    return f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def row(*texts):
    return "<row>" + "".join(map(cell, texts)) + "</row>"


HEADER = row("Nama", "Deskripsi", "Terduga", "Kode Densus", "Alamat")
PERSON = row("Bima Sakalaya", "-", "Orang", "IDD-001", "Jl. Satu 1")


def sheet(rows, head=""):
    return f"{head}<worksheet><sheetData>{rows}</sheetData></worksheet>"


def workbook(sheet_text, strings=None, more=()):
    """A workbook whose one sheet has this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        if strings is not None:
            archive.writestr(STRINGS, strings)
        archive.writestr(SHEET, sheet_text)
        for name, content in more:
            archive.writestr(name, content)
    return out.getvalue()


def honest():
    return workbook(sheet(HEADER + PERSON))


def deflated(unit, size):
    """Raw deflate data that becomes `unit` over and over, up to `size`, made without working through all of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(unit * (MIB // len(unit))) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (size // MIB) + packer.flush()


def archive_of(members):
    """An archive of (name, packed data, checksum, size as stated) as they are, right or wrong."""
    body, directory = b"", b""
    for name, data, checksum, size in members:
        encoded = name.encode()
        common = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, checksum, len(data), size, len(encoded), 0)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + encoded
        body += b"PK\x03\x04" + common + encoded + data
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + b"PK\x05\x06" + end


def packed(text):
    data = text.encode()
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush(), zlib.crc32(data), len(data)


def honest_members():
    return [(name, *packed(text)) for name, text in PARTS.items()]


def bomb(stated=None):
    """1 MiB that becomes 1 GiB; its directory may state another size."""
    return archive_of(honest_members() + [(SHEET, deflated(b" ", 1024 * MIB), 0, stated or 1024 * MIB)])


def nested():
    """Archives in archives, as in 42.zip, whose outermost one is a workbook."""
    inner = b" " * MIB
    for _ in range(6):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(f"{number}.zip", inner)
        inner = out.getvalue()
    return workbook(inner)


def many_members():
    return workbook(sheet(HEADER + PERSON), more=[(f"xl/media/{number}.txt", "") for number in range(10_000)])


def overlapping():
    """A thousand entries that share one piece of packed data, so that a small file unpacks to much."""
    data, checksum = deflated(b" ", 100 * MIB), 0
    members = honest_members() + [(SHEET, data, checksum, 100 * MIB)]
    whole = archive_of(members)
    offset = whole.index(b"PK\x03\x04" + struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, checksum, len(data), 100 * MIB))
    begin = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    directory = whole[begin:end]
    name = b"xl/worksheets/again.xml"
    entry = (
        b"PK\x01\x02" + struct.pack("<HHHHHHIIIHH", 20, 20, 0, 8, 0, 0, checksum, len(data), 100 * MIB, len(name), 0)
        + struct.pack("<HHHII", 0, 0, 0, 0, offset) + name
    )
    directory += entry * 1000
    count = len(members) + 1000
    return whole[:begin] + directory + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory), begin, 0)


def laughs():
    """The billion laughs, in a sheet."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return workbook(sheet(row("&l9;"), f'<!DOCTYPE worksheet [<!ENTITY l0 "ha">{levels}]>'))


def external_entity(address):
    return workbook(sheet(HEADER + row("&x;"), f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "{address}">]>'))


def noise(size, seed=1):
    """Letters that hardly pack, so that a part's ratio does not betray what it is about."""
    return random.Random(seed).randbytes(size // 2).hex()


def deep():
    return workbook(f"<worksheet><!--{noise(20_000)}-->" + "<a>" * 200_000 + "</a>" * 200_000 + "</worksheet>")


def far_column():
    return workbook(sheet(HEADER + '<row r="2"><c r="ZZZZZZZ2" t="inlineStr"><is><t>x</t></is></c></row>'))


def far_row():
    return workbook(sheet(HEADER + '<row r="4294967295">' + cell("x") + "</row>"))


def many_cells():
    """More than 20 million cells."""
    rows = ("<row>" + "<c/>" * 10_000 + f"<!--{noise(500, number)}--></row>" for number in range(2_100))
    return workbook(sheet(HEADER + "".join(rows)))


def many_strings():
    entries = "".join(f"<si><t>{piece}</t></si>" for piece in [noise(64 * 1024)[:16_384]] * 4_400)
    return workbook(sheet(HEADER + PERSON), f"<sst>{entries}</sst>")


def repeated_rows():
    rows = (f"<!--{noise(200, number)}-->" + '<row r="2"/>' * 1_000 for number in range(3_000))
    return workbook(sheet(HEADER + "".join(rows)))


def huge_cell():
    return workbook(sheet(HEADER + row(noise(2 * MIB))))


def encrypted():
    """An encrypted workbook is an OLE container without a workbook in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024
