"""Files made to do harm, by name. Run as a program with a name, it opens that one and prints how it was refused."""

import sys
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED

from carewright.files.cells import Cells
from carewright.files.limits import BadFile
from carewright.files.tables import Column, Layout, open_table
from tests.files.builders import MAIN, ods, ods_cell, ods_table, overlapping, packed, raw_xlsx, xlsx

LAYOUT = Layout((Column("name"), Column("born_on", ("date of birth",))))
HEADINGS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>born on</t></is></c></row>'
)
LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
FOREIGN = '<!DOCTYPE a SYSTEM "file:///etc/passwd">'


def _cells(number: int, columns: int = 40) -> str:
    return f'<row r="{number}">' + '<c t="s"><v>0</v></c>' * columns + "</row>"


def _encrypted() -> bytes:
    content = bytearray(xlsx(["name", "born on"]))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + flags] |= 1
            place = content.find(signature, place + 4)
    return bytes(content)


def _understated() -> bytes:
    """Says that an entry unpacks to 100 bytes, while it unpacks to 200 million."""
    content = bytearray(raw_xlsx(HEADINGS, **{"xl__sharedStrings.xml": "0" * 200_000_000}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = (100).to_bytes(4, "little")
    return bytes(content)


HOSTILE: dict[str, Callable[[], tuple[str, bytes]]] = {
    "zip bomb": lambda: ("people.xlsx", raw_xlsx(HEADINGS, xl__media__image=b"\0" * 500_000_000)),
    "zip bomb that understates its size": lambda: ("people.xlsx", _understated()),
    "overlapping entries": lambda: ("people.xlsx", overlapping()),
    "many entries": lambda: ("people.xlsx", packed({f"{n}": b"" for n in range(60_000)}, compression=ZIP_DEFLATED)),
    "path above": lambda: ("people.xlsx", raw_xlsx(HEADINGS, **{"..__..__etc__passwd": "x"})),
    "absolute path": lambda: ("people.xlsx", raw_xlsx(HEADINGS, **{"__etc__passwd": "x"})),
    "drive path": lambda: ("people.xlsx", raw_xlsx(HEADINGS, **{"C:\\windows": "x"})),
    "the same entry twice": lambda: ("people.xlsx", raw_xlsx(HEADINGS, **{"XL__workbook.xml": "x"})),
    "encrypted": lambda: ("people.xlsx", _encrypted()),
    "something before the archive": lambda: ("people.xlsx", b"GIF89a" + xlsx(["name", "born on"])),
    "something after the archive": lambda: ("people.xlsx", xlsx(["name", "born on"]) + b"<script>alert(1)</script>"),
    "archive cut short": lambda: ("people.xlsx", xlsx(["name", "born on"])[:-40]),
    "spreadsheet named as text": lambda: ("people.csv", xlsx(["name", "born on"])),
    "text named as a spreadsheet": lambda: ("people.xlsx", b"name,born on\nEdith,1938-05-14\n"),
    "OpenDocument named as Excel": lambda: ("people.xlsx", ods(ods_table("People", ["name", "born on"]))),
    "archive of other things": lambda: ("people.zip", packed({"people.csv": b"name,born on\n"})),
    "program": lambda: ("people.csv", b"MZ\x90\0" + b"\0" * 1000),
    "PDF": lambda: ("people.csv", b"%PDF-1.7\nname,born on\n"),
    "old workbook": lambda: ("people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000),
    "web page": lambda: ("people.csv", b"\n<!DOCTYPE html><script>alert(1)</script>"),
    "zero bytes": lambda: ("people.csv", b"name,born on\n" + b"\0" * 100),
    "zero bytes far down": lambda: ("people.csv", b"name,born on\n" + b"Edith,1938-05-14\n" * 9_000 + b"\0,\0\n"),
    "nothing": lambda: ("people.csv", b"\xef\xbb\xbf\r\n"),
    "one endless line": lambda: ("people.csv", b"name,born on\n" + b"x," * 9_000_000),
    "quotation mark never closed": lambda: ("people.csv", b'name,born on\n"Edith,' + b"x,\n" * 5_000_000),
    "too many rows": lambda: ("people.csv", b"name,born on\n" + b"Edith,1938-05-14\n" * 1_000_000),
    "too many columns": lambda: ("people.csv", b"name,born on\n" + b",".join([b"x"] * 100_000)),
    "larger than may be sent": lambda: ("people.csv", b"name,born on\n" + b"x" * 20_000_001),
    "entities that grow": lambda: ("people.xlsx", _with_doctype(LAUGHS, "&c;")),
    "entity from elsewhere": lambda: ("people.xlsx", _with_doctype(FOREIGN, "")),
    "deep nesting": lambda: ("people.xlsx", raw_xlsx(HEADINGS + "<x>" * 200_000)),
    "cell far to the right": lambda: ("people.xlsx", raw_xlsx(HEADINGS + '<row r="2"><c r="XFD2"><v>1</v></c></row>')),
    "rows out of order": lambda: ("people.xlsx", raw_xlsx(HEADINGS * 3)),
    "more elements than rows need": lambda: ("people.xlsx", raw_xlsx(HEADINGS + "<a/>" * 12_000_000)),
    "one string in every cell": lambda: (
        "people.xlsx",
        raw_xlsx(
            HEADINGS + "".join(_cells(number) for number in range(2, 10_000)),
            **{"xl__sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>{"long" * 8_000}</t></si></sst>'},
        ),
    ),
    "a cell repeated across": lambda: ("people.ods", _repeated('table:number-columns-repeated="16000"', "")),
    "a row repeated down": lambda: ("people.ods", _repeated("", 'table:number-rows-repeated="1048576"')),
    "endless spaces": lambda: (
        "people.ods",
        ods(ods_table("P", ["name", "born on"], ['<text:s text:c="99999999"/>' * 200])),
    ),
}


def _with_doctype(doctype: str, text: str) -> bytes:
    strings = f'<?xml version="1.0"?>{doctype}<sst xmlns="{MAIN}"><si><t>{text}</t></si></sst>'
    return raw_xlsx(HEADINGS, **{"xl__sharedStrings.xml": strings})


def _repeated(across: str, down: str) -> bytes:
    cell = ods_cell("x").replace("<table:table-cell ", f"<table:table-cell {across} ")
    headings = ods_table("People", ["name", "born on"]).removesuffix("</table:table>")
    return ods(f"{headings}<table:table-row {down}>{cell}</table:table-row></table:table>")


def read_all(name: str, content: bytes) -> int:
    """Open the table and read all of it, as an import does; how many rows there were."""
    number = 0
    for row in open_table(BytesIO(content), name, LAYOUT).rows:
        cells = Cells(row)
        cells.text("name")
        cells.day("born_on")
        number += 1
    return number


if __name__ == "__main__":
    from pathlib import Path

    try:
        print(f"read {read_all(sys.argv[1], Path(sys.argv[2]).read_bytes())} rows")
    except BadFile as refused:
        print(f"refused: {refused.sentence}")
