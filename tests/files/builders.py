"""Files as spreadsheet programs write them, and as nobody should."""

import struct
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from xlsxwriter import Workbook

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="sheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    "{}</office:spreadsheet></office:body></office:document-content>"
)


def packed(entries: Mapping[str, bytes | str], *, compression: int = ZIP_DEFLATED) -> bytes:
    """A zip archive of these entries."""
    out = BytesIO()
    with ZipFile(out, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content, ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def xlsx(*rows: Sequence[object]) -> bytes:
    """A workbook as XlsxWriter makes it; dates are dates."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "dd/mm/yyyy", "remove_timezone": True}) as book:
        page = book.add_worksheet("People")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def raw_xlsx(rows: str, **more: bytes | str) -> bytes:
    """A workbook with this XML for its rows, and other parts by name, `/` as `__`."""
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS,
        "xl/worksheets/sheet1.xml": sheet,
    }
    return packed(parts | {name.replace("__", "/"): content for name, content in more.items()})


def ods(*tables: str) -> bytes:
    """An OpenDocument spreadsheet of these tables (XML)."""
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{SPREADSHEET}"/></manifest:manifest>'
    )
    content = CONTENT.format("".join(tables))
    return packed({"mimetype": SPREADSHEET, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_table(name: str, *rows: Sequence[str]) -> str:
    """A table of text cells."""
    lines = "".join(f"<table:table-row>{''.join(ods_cell(cell) for cell in row)}</table:table-row>" for row in rows)
    return f'<table:table table:name="{name}">{lines}</table:table>'


def ods_cell(text: str) -> str:
    """A cell of text."""
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def overlapping(copies: int = 200) -> bytes:
    """An archive whose entries all share the bytes of one: small, and 200 times as large when unpacked."""
    content = packed({"[Content_Types].xml": b"0" * 300_000})
    start = content.index(b"PK\x01\x02")
    entry = content[start : content.index(b"PK\x05\x06")]
    names = [f"a{number:017}" for number in range(copies)]
    directory = b"".join(_renamed(entry, name) for name in names)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), start, 0)
    return content[:start] + directory + end


def _renamed(entry: bytes, name: str) -> bytes:
    length = struct.unpack_from("<H", entry, 28)[0]
    return entry[:28] + struct.pack("<H", len(name)) + entry[30:46] + name.encode() + entry[46 + length :]
