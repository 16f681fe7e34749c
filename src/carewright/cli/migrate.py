"""`carewright migrate`: makes the database ready, or brings it up to this version."""

import argparse

from carewright.cli.database import database


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `migrate`."""
    parser = sub.add_parser("migrate", help="make the database ready, or bring it up to this version")
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make every change that the database lacks, and the table of the shared cache. Run again, it does nothing."""
    with database():
        migrate(quiet=args.quiet)
    return 0


def migrate(*, quiet: bool) -> None:
    """Within `database()`."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0 if quiet else 1)
    call_command("createcachetable", verbosity=0)
