"""How `carewright policy` is told which policy is meant: a pack's name, a file, or a version; and from which day."""

import argparse
import re
from datetime import date
from typing import TYPE_CHECKING

from carewright.cli.database import database
from carewright.kernel.days import EARLIEST, LATEST, is_told

if TYPE_CHECKING:
    from carewright.policy.terms import Terms

PREFIX = "POL"
_VERSION = re.compile(rf"{PREFIX}-[0-9A-Z-]{{9,11}}|DEFAULT-\d+", re.IGNORECASE)


def terms_named(name: str) -> "Terms":
    """What a pack, a file or a version says."""
    from carewright.policy.packs import load

    if not is_version(name):
        return load(name)
    with database():
        from carewright.policy.queries import policy_of

        return policy_of(version_named(name)).terms


def is_version(name: str) -> bool:
    """Whether it is written as a version is, so that no file is looked for."""
    return _VERSION.fullmatch(name) is not None


def version_named(name: str) -> str:
    """The version as it is kept; empty when it is the name of something else."""
    from carewright.kernel.refs import normalised

    if not is_version(name):
        return ""
    return normalised(name, PREFIX) if name.upper().startswith(PREFIX) else name.upper()


def day(text: str) -> date:
    """A day from the command line."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2027-04-01") from None
    if not is_told(found):
        raise argparse.ArgumentTypeError(f"{text!r} is not a date from {EARLIEST.year} to {LATEST.year}")
    return found
