"""What may go into an email's headers, which addresses are addresses, and when a message is tried again. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

from carewright.kernel.refused import Fault, Invalid

MOST_ATTEMPTS = 10
_PAUSES_IN_MINUTES = (1, 5, 15, 60, 120, 240, 480, 720, 1440)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,63}}")
_LONGEST_ADDRESS = 254
_LONGEST_SUBJECT = 250


def next_try(attempts: int, at: datetime) -> datetime | None:
    """When a message tried so many times is tried again; None when it is given up (after 10)."""
    if attempts >= MOST_ATTEMPTS:
        return None
    return at + timedelta(minutes=_PAUSES_IN_MINUTES[max(attempts, 1) - 1])


def check_header(text: str, field: str) -> str:
    """The text, trimmed; refused with a line break or other control character in it, which would forge headers."""
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in text):
        raise Invalid([Fault(field, "This can't hold a line break or control character. Take it out and try again.")])
    return text.strip()


def check_subject(subject: str) -> str:
    """The subject of an email: one line, cut to 250 characters; refused when empty."""
    line = check_header(subject, "subject")
    if not line:
        raise Invalid([Fault("subject", "An email needs a subject. Write one.")])
    return line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1]}…"


def is_address(text: str) -> bool:
    """Whether mail can be sent to it: `name@domain`, plain letters, at most 254 characters."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def addressees(addresses: list[str]) -> list[str]:
    """The addresses without blanks and repeats (whatever their case), in order; refused with a line break in one."""
    lines = [check_header(address, "to") for address in addresses]
    return list({line.lower(): line for line in reversed(lines) if line}.values())[::-1]


def why_not_deliverable(to: list[str], cc: list[str]) -> str:
    """Why a message with these addresses can't be sent to anybody; empty when it can."""
    if any(is_address(address) for address in [*to, *cc]):
        return ""
    if not to and not cc:
        return "There is no email address to send this to. Add one, then send it again."
    return f"This is not an email address: {', '.join([*to, *cc])}. Correct it, then send it again."


def file_name(title: str) -> str:
    """A document's title as a harmless file name ending in .pdf."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-").lower()
    return f"{words[:80] or 'document'}.pdf"
