"""PDF documents that no honest program writes."""

import zlib

import archives

MIB = 1 << 20


def pdf(objects, trailer="/Root 1 0 R"):
    """A document of objects, the first being number 1: texts, or (dictionary, stream)."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, item in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n".encode()
        if isinstance(item, tuple):
            dictionary, stream = item
            out += f"<<{dictionary}/Length {len(stream)}>>stream\n".encode() + stream + b"\nendstream"
        else:
            out += item.encode()
        out += b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    return out + f"trailer<<{trailer}/Size {len(objects) + 1}>>\nstartxref\n{start}\n%%EOF\n".encode()


CATALOG = "<</Type/Catalog/Pages 2 0 R>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
RESOURCES = "/Resources<</Font<</F1 3 0 R>>>>"
TABLE = [(30, 700, "Nama"), (200, 700, "Kode Densus"), (330, 700, "Alamat"),
         (30, 680, "Bima Sakalaya"), (200, 680, "IDD-001"), (330, 680, "Jl. Satu 1")]


def words(texts):
    return "".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET\n" for x, y, text in texts).encode()


def document(content, dictionary="", box="0 0 595 842", catalog="", page="", more=()):
    """One page with this content."""
    return pdf([
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        "<</Type/Pages/Count 1/Kids[4 0 R]>>",
        FONT,
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]{RESOURCES}{page}/Contents 5 0 R>>",
        (dictionary, content),
        *more,
    ])


def honest():
    return document(words(TABLE))


def deflated(unit, size):
    """What becomes `unit` over and over; without the checksum, which readers of PDFs do not ask for."""
    return b"\x78\xda" + archives.deflated(unit, size)


def bomb(size, unit=b" "):
    return document(deflated(unit, size), "/Filter/FlateDecode")


def bomb_in_a_bomb():
    return document(zlib.compress(deflated(b" ", 1024 * MIB), 9), "/Filter[/FlateDecode/FlateDecode]")


def run_length_bomb():
    """Packed by a filter that nobody looks into beforehand: 400 MiB of drawing that ends nowhere."""
    return document(zlib.compress(b"\x81\x30\xff\x20" * (3 * MIB), 9), "/Filter[/FlateDecode/RunLengthDecode]")


def endless_content():
    """A form that draws itself twice, which draws itself twice …"""
    forms = 40
    first = 6
    objects = []
    for number in range(forms):
        target = first + min(number + 1, forms - 1)
        objects.append((
            f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {target} 0 R>>>>",
            b"/X Do /X Do" if number + 1 < forms else b"0 0 m 9 9 l S",
        ))
    return document(b"/X Do", page="", more=objects).replace(
        b"/Font<</F1 3 0 R>>>>/Contents", b"/XObject<</X 6 0 R>>>>/Contents"
    )


def looping_pages():
    return pdf([CATALOG, "<</Type/Pages/Count 9/Kids[4 0 R]>>", FONT, "<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R]>>"])


def lying_page_count():
    return pdf([CATALOG, "<</Type/Pages/Count 2000000000/Kids[4 0 R]>>", FONT,
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{RESOURCES}/Contents 5 0 R>>", ("", words(TABLE))])


def huge_page():
    return document(words(TABLE), box="0 0 2000000 2000000")


def many_pages(count=10_000):
    kids = " ".join(f"{number} 0 R" for number in range(5, 5 + count))
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{RESOURCES}/Contents 4 0 R>>"
    return pdf([CATALOG, f"<</Type/Pages/Count {count}/Kids[{kids}]>>", FONT, ("", words(TABLE)), *[page] * count])


def huge_image(side=60_000):
    """A picture of 3.6 billion pixels in less than 4 MiB."""
    picture = ("/Type/XObject/Subtype/Image/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
               f"/Width {side}/Height {side}", deflated(b"\0", side * side))
    return document(words(TABLE) + b"q 500 0 0 500 0 0 cm /X Do Q", more=[picture]).replace(
        b"/Font<</F1 3 0 R>>>>/Contents", b"/Font<</F1 3 0 R>>/XObject<</X 6 0 R>>>>/Contents"
    )


def many_words():
    return document(words([(10 + number % 500, 10 + number // 500 % 800, "w") for number in range(200_000)]))


def active(mark):
    """JavaScript, Launch and OpenAction beside an honest table; `mark` is a file that they would make."""
    catalog = f"/OpenAction<</S/Launch/Win<</F(/bin/touch)/P({mark})>>/F(/bin/touch {mark})>>/Names<</JavaScript 6 0 R>>"
    script = f"<</Names[(a)<</S/JavaScript/JS(app.launchURL\\('file://{mark}'\\);)>>]>>"
    return document(words(TABLE), catalog=catalog, page=f"/AA<</O<</S/Launch/F(/bin/touch {mark})>>>>", more=[script])


def without_end():
    """Never ends: no table of contents, objects that begin and never finish."""
    return b"%PDF-1.4\n" + b"1 0 obj\n<</Kids[" * 200_000


def encrypted():
    return pdf([CATALOG, "<</Type/Pages/Count 0/Kids[]>>"],
               "/Root 1 0 R/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + "o" * 32 + ")/U(" + "u" * 32 + ")>>/ID[(a)(b)]")
