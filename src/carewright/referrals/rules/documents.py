"""What may be attached to a referral: judged by its content, not by its name (REF-2)."""

import unicodedata
from datetime import date
from pathlib import PurePosixPath

from carewright.kernel.refused import Fault, Invalid
from carewright.policy.terms import Document

MOST_BYTES = 20 * 1024 * 1024
ATTACHABLE = tuple(d for d in Document if d not in {Document.FINANCIAL_AUTHORISATION, Document.RECORD_DECLARATION})
"""Documents that are files; the other two are something done in the program."""
_KINDS = {
    b"%PDF-": ("application/pdf", (".pdf",)),
    b"\xff\xd8\xff": ("image/jpeg", (".jpg", ".jpeg")),
    b"\x89PNG\r\n\x1a\n": ("image/png", (".png",)),
    b"PK\x03\x04": ("application/octet-stream", (".docx", ".odt")),
}


def check_document(*, code: str, filename: str, dated_on: date | None, content: bytes, on: date) -> str:
    """The file's name as it is kept; refused with all that is wrong, each with its field."""
    name = _plain_name(filename)
    faults = []
    if code not in {document.value for document in ATTACHABLE}:
        faults.append(Fault("code", "Choose which document it is."))
    if not content:
        faults.append(Fault("content", "The file is empty. Choose another."))
    elif len(content) > MOST_BYTES:
        faults.append(Fault("content", "The file is larger than 20 MB. Make it smaller and try again."))
    elif not _is_known(name, content):
        faults.append(Fault("content", "The file must be a PDF, JPEG, PNG, Word (.docx) or OpenDocument (.odt) file."))
    if dated_on and dated_on > on:
        faults.append(Fault("dated_on", "The date of the document must be today or earlier."))
    if faults:
        raise Invalid(faults, rule="REF-2")
    return name


_UNKNOWN = "application/octet-stream"


def media_type(content: bytes) -> str:
    """What a browser may be told that it is: only what is safe to be shown, else a file to be kept."""
    return next(
        (media for start, (media, _) in _KINDS.items() if content.startswith(start)), "application/octet-stream"
    )


def _is_known(name: str, content: bytes) -> bool:
    endings = next((endings for start, (_, endings) in _KINDS.items() if content.startswith(start)), ())
    return name.lower().endswith(endings) if endings else False


def _plain_name(filename: str) -> str:
    last = PurePosixPath(filename.replace("\\", "/")).name
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '"<>|:*?').strip()
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:140]}{dot}{ending[:8]}" or "document"
