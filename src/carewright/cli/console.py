"""Who acts when somebody at the machine's console names nobody: whoever sits there could change the database anyway."""

import argparse

from carewright.access.actors import Actor, Holding
from carewright.access.roles import Role
from carewright.cli.database import acting

CONSOLE = Actor(ref="CONSOLE", name="The console", holdings=frozenset({Holding(Role.ADMINISTRATOR)}))
"""An administrator, so that a new installation can have its first; the trail names the console."""


def reader_named(args: argparse.Namespace, role: Role) -> Actor:
    """The user named by `--by`; without one the console, which sees what the role sees over every unit: whoever has the
    database in hand could read it anyway. Within `database()`."""
    return acting(args.by) if args.by else Actor("CONSOLE", "The console", frozenset({Holding(role)}))


def add_by(parser: argparse.ArgumentParser) -> None:
    """Add `--by` to a sub-command's options."""
    parser.add_argument("--by", metavar="EMAIL", help="the user who does it (without: the console, as administrator)")


def actor_named(args: argparse.Namespace) -> Actor:
    """The user named by `--by`, or the console. Within `database()`."""
    return acting(args.by) if args.by else CONSOLE
