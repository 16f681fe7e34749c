"""`carewright user add`: the first administrator of a new installation, and anybody else."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from carewright.access.roles import COUNCIL_ROLES, PROVIDER_ROLES, Role
from carewright.cli.console import actor_named, add_by
from carewright.cli.database import database
from carewright.cli.tables import STANDARD_INPUT, BadInput, shown

if TYPE_CHECKING:
    from carewright.access.actors import Actor

ROLES = sorted(COUNCIL_ROLES | PROVIDER_ROLES)


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `user` and its own sub-commands."""
    user = sub.add_parser("user", help="add users")
    verbs = user.add_subparsers(metavar="VERB", required=True)
    parser = verbs.add_parser("add", help="add a user, with a role")
    parser.add_argument("email", metavar="EMAIL")
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("--role", choices=ROLES, metavar="ROLE", help=f"one of: {', '.join(ROLES)}")
    parser.add_argument("--unit", default="", metavar="REF", help="where the role is held (the whole council)")
    parser.add_argument("--provider", default="", metavar="REF", help="at which provider a provider's role is held")
    parser.add_argument(
        "--password-from",
        metavar="FILE",
        help="a file with the password, or - for standard input (without: signs in by one-time code or single sign-on)",
    )
    add_by(parser)
    parser.set_defaults(run=add)


def add(args: argparse.Namespace) -> int:
    """Add the user and give the role; both or neither. Prints the user's reference."""
    with database():
        from django.db import transaction

        from carewright.access import commands
        from carewright.config.now import now

        by, at = actor_named(args), now()
        password = _password(args.password_from, args) if args.password_from else None
        with transaction.atomic():
            user = commands.add_user(email=_address(args.email), name=args.name, password=password, by=by, at=at)
            if args.role:
                role = Role(args.role)
                unit = args.unit if args.unit or role in PROVIDER_ROLES else _council(by)
                commands.grant_role(user=user.ref, role=role, unit=unit, provider=args.provider, by=by, at=at)
    print(user.ref)
    return 0


def _address(text: str) -> str:
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(text)
    except ValidationError:
        raise BadInput(f"{shown(text)} is not an email address") from None
    return text


def _password(name: str, args: argparse.Namespace) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from carewright.access.models import User

    text = sys.stdin.readline() if name == STANDARD_INPUT else Path(name).read_text(encoding="utf-8")
    password = text.rstrip("\r\n")
    try:
        validate_password(password, User(email=args.email, name=args.name))
    except ValidationError as problem:
        raise BadInput(f"the password will not do: {' '.join(problem.messages)}") from None
    return password


def _council(by: "Actor") -> str:
    """The reference of the council itself, which is added when it is not there yet."""
    from django.conf import settings

    from carewright.access.commands import add_unit
    from carewright.access.models import Unit
    from carewright.config.now import now

    council = Unit.objects.filter(parent=None).first()
    return (council or add_unit(name=settings.COUNCIL_NAME, parent=None, by=by, at=now())).ref
