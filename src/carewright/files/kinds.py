"""What a file is, from its first bytes; and whether its name says the same."""

from enum import StrEnum
from pathlib import PurePath
from typing import BinaryIO

from carewright.files.limits import BadFile, Limits

LOOKED_AT = 65_536
PACKED = b"PK\x03\x04"
_OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (XLS), or one with a password. Save it as XLSX without one.",
    b"%PDF": "a PDF. Export the table as XLSX or CSV.",
    b"{\\rtf": "a text document. Export the table as XLSX or CSV.",
    b"\x1f\x8b": "a packed file. Unpack it first.",
    b"Rar!": "a packed file. Unpack it first.",
    b"7z\xbc\xaf": "a packed file. Unpack it first.",
    b"MZ": "a program. Send the table as XLSX or CSV.",
    b"\x7fELF": "a program. Send the table as XLSX or CSV.",
    b"\x89PNG": "a picture. Send the table as XLSX or CSV.",
    b"\xff\xd8\xff": "a picture. Send the table as XLSX or CSV.",
    b"GIF8": "a picture. Send the table as XLSX or CSV.",
    b"<?xml": "XML. Export the table as XLSX or CSV.",
    b"<!DOC": "a web page. Export the table as XLSX or CSV.",
    b"<html": "a web page. Export the table as XLSX or CSV.",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Kind(StrEnum):
    """The kinds of file that are read."""

    CSV = "CSV"
    XLSX = "XLSX"
    ODS = "ODS"


_NAMED = {".csv": Kind.CSV, ".txt": Kind.CSV, ".tsv": Kind.CSV, ".xlsx": Kind.XLSX, ".ods": Kind.ODS}


def is_packed(stream: BinaryIO, limits: Limits) -> bool:
    """Whether the file is a zip archive, as spreadsheets are; if not it is text. Refuses the rest."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > limits.bytes:
        raise BadFile(
            f"The file is larger than {limits.bytes // 1_000_000:,} MB. Split it, or load it from the command line."
        )
    first = stream.read(LOOKED_AT)
    stream.seek(0)
    if not first.strip(b"\xef\xbb\xbf \t\r\n"):
        raise BadFile("The file is empty. Choose the file with the table in it.")
    if first.startswith(PACKED):
        return True
    for beginning, words in _OTHERS.items():
        if first.removeprefix(b"\xef\xbb\xbf").lstrip()[:10].lower().startswith(beginning.lower()):
            raise BadFile(f"The file is {words}")
    if b"\0" in first and not first.startswith(_UTF_16):
        raise BadFile("The file is neither a spreadsheet nor text. Export the table as XLSX or CSV.")
    return False


def check_name(name: str, kind: Kind) -> None:
    """Refuse a file whose name says that it is something else than it is: whoever sent it should look at it again."""
    named = _NAMED.get(PurePath(name).suffix.lower())
    if named is not None and named is not kind:
        raise BadFile(f"The file is named as {named} but its content is {kind}. Save it again under the right name.")
