"""`carewright trail`: verify the audit trail, show where it ends, put its guards on again (TRAIL-2)."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from carewright.cli.database import database
from carewright.cli.tables import STANDARD_INPUT, BadInput, shown

if TYPE_CHECKING:
    from carewright.trail.chain import TrailHead

DIGITS = 64


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `trail` and its own sub-commands."""
    trail = sub.add_parser("trail", help="verify the audit trail, or show its head")
    verbs = trail.add_subparsers(metavar="VERB", required=True)
    verifying = verbs.add_parser("verify", help="find every place where the trail was changed")
    verifying.add_argument("--head", metavar="FILE", help="a head kept elsewhere, as `trail head` wrote it (or -)")
    verifying.set_defaults(run=verify)
    ending = verbs.add_parser("head", help="show where the trail ends, to be kept elsewhere")
    ending.set_defaults(run=show_head)
    guarding = verbs.add_parser("guard", help="make the database refuse changes to the trail again")
    guarding.set_defaults(run=guard)


def verify(args: argparse.Namespace) -> int:
    """Name each place where the trail does not hold, one a line; 1 when there is any."""
    kept = _kept(args.head) if args.head else None
    with database():
        from carewright.trail import queries

        broken = False
        for found in queries.verify(kept):
            print(f"carewright: {found.sentence}", file=sys.stderr)
            broken = True
        end = queries.head()
    if broken:
        return 1
    against = f", and against the head of event {kept.seq}" if kept else ""
    print(f"The trail holds: {end.seq} events{against}.")
    return 0


def show_head(_: argparse.Namespace) -> int:
    """The last event's number and hash, as JSON on one line."""
    with database():
        from carewright.trail.queries import head

        end = head()
    print(json.dumps({"seq": end.seq, "hash": end.hash}))
    return 0


def guard(_: argparse.Namespace) -> int:
    """Put the guards on; harmless when they are."""
    with database():
        from django.db import connection

        from carewright.trail.guards import raise_guards

        raise_guards(connection)
    print("The database refuses to change the trail.")
    return 0


def _kept(name: str) -> "TrailHead":
    from carewright.trail.chain import TrailHead

    text = sys.stdin.read() if name == STANDARD_INPUT else Path(name).read_text(encoding="utf-8", errors="replace")
    try:
        told = json.loads(text)
        seq, digest = told["seq"], told["hash"]
    except (ValueError, KeyError, TypeError):
        raise BadInput(f"{name} is no head: it must hold what `carewright trail head` wrote") from None
    if type(seq) is not int or seq < 0 or type(digest) is not str or len(digest) != DIGITS:
        raise BadInput(f"{name} is no head: {shown(text.strip())}")
    return TrailHead(seq, digest)
