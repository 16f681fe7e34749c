"""`carewright key add`: a key for a program that uses the API on a user's behalf."""

import argparse
from datetime import date, datetime, time

from carewright.cli.console import actor_named, add_by
from carewright.cli.database import acting, database
from carewright.cli.tables import BadInput, shown
from carewright.worktime import LONDON


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `key` and its own sub-commands."""
    key = sub.add_parser("key", help="add API keys")
    verbs = key.add_subparsers(metavar="VERB", required=True)
    parser = verbs.add_parser("add", help="issue a key to a user; it is shown once")
    parser.add_argument("email", metavar="EMAIL", help="whose roles the key carries, at most")
    parser.add_argument("name", metavar="NAME", help="what the key is for")
    parser.add_argument(
        "--scope", action="append", default=[], metavar="SCOPE", help="such as referrals:read; may be given repeatedly"
    )
    parser.add_argument("--until", metavar="DATE", help="the last day on which it works (without: until revoked)")
    add_by(parser)
    parser.set_defaults(run=add)


def add(args: argparse.Namespace) -> int:
    """Issue the key and print it: it is not kept, and cannot be shown again."""
    until = _end_of(args.until) if args.until else None
    with database():
        from carewright.access.commands import issue_key
        from carewright.config.now import now

        owner = acting(args.email)
        _, secret = issue_key(
            user=owner.ref, name=args.name, scopes=args.scope, expires_at=until, by=actor_named(args), at=now()
        )
    print(secret)
    return 0


def _end_of(text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"{shown(text)} is not a date; write it as 2027-03-31") from None
    return datetime.combine(day, time(23, 59, 59), LONDON)
