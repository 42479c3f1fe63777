"""An invented list in the form in which the police publish theirs (XLSX, texts shared as spreadsheets do)."""

import io
import zipfile
from xml.sax.saxutils import escape

HEADINGS = ["Nama", "Deskripsi", "Terduga", "Kode Densus", "Tempat Lahir", "Tanggal Lahir", "WN/Asal Negara", "Alamat"]

PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
    "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="DTTOT" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>",
}


def suspects(count):
    """The bytes of a spreadsheet with `count` rows below its headings."""
    return workbook([HEADINGS, *map(_suspect, range(1, count + 1))])


def _suspect(number):
    nik = 9900000000000000 + number
    return [
        f"ORANG NOMOR {number} ALIAS ABU {number} ALIAS SI {number * 7 % 1000}",
        f"- NIK nomor: {nik}\n- paspor nomor: Z{number:07}\n- pekerjaan: Karyawan Swasta",
        "Orang" if number % 20 else "Korporasi",
        f"IDD-{number}",
        f"Kota {number % 300}",
        f"{number % 28 + 1:02}/{number % 12 + 1:02}/{1950 + number % 50}",
        "Indonesia",
        f"Jalan Melati No. {number % 200}, RT/RW. 0{number % 9 + 1}/003, Kel. Lemahputra, Kec. Sukamaju, Kab. Kota {number % 300}",
    ]


def workbook(rows):
    places = {}
    sheet = io.StringIO()
    for at, row in enumerate(rows, 1):
        cells = (f'<c r="{chr(65 + i)}{at}" t="s"><v>{places.setdefault(text, len(places))}</v></c>' for i, text in enumerate(row))
        sheet.write(f'<row r="{at}">{"".join(cells)}</row>')
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in places)
    parts = {
        **PARTS,
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{sheet.getvalue()}</sheetData></worksheet>",
        "xl/sharedStrings.xml": f'<sst {space} count="{len(places)}" uniqueCount="{len(places)}">{texts}</sst>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)
    return file.getvalue()
