"""`carewright import`: loads a file of people, providers, contracts, places, or what the regulator publishes."""

import argparse
import json
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from carewright.cli.database import acting, database
from carewright.cli.tables import BadInput, shown

if TYPE_CHECKING:
    from carewright.imports.commands import Loaded

MOST_SHOWN = 20
REJECTED = 2


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` to the command's sub-commands."""
    parser = sub.add_parser(
        "import",
        help="load a file: people, providers, contracts, places, what the regulator publishes",
        description="Loads a CSV, XLSX or ODS file. Rows are judged one by one: those with faults are reported, the "
        "others loaded, and the exit status is 2 if there was a fault. `carewright import --list` shows the kinds.",
    )
    parser.add_argument("kind", metavar="KIND", nargs="?", help="what is in the file")
    parser.add_argument("file", metavar="FILE", nargs="?", help="the file")
    parser.add_argument("--by", metavar="EMAIL", help="who loads it: a user with the right to")
    parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    parser.add_argument("--rejects", metavar="FILE", help="write the rejected rows, with why, to this CSV file")
    parser.add_argument("--json", action="store_true", help="write the result as JSON")
    parser.add_argument("--list", action="store_true", help="show the kinds of file, with their columns")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Load the file; 2 when a row was rejected or the file can't be used."""
    with database():
        from carewright.wiring.files import KINDS

        if args.list:
            return _list_kinds()
        if args.kind not in KINDS:
            raise BadInput(f"{shown(args.kind or '')} is not a kind of file; the kinds are {', '.join(KINDS)}")
        if not args.file or not args.by:
            raise BadInput("name the FILE to load, and with --by EMAIL who loads it")
        return _load(args)


def _load(args: argparse.Namespace) -> int:
    from carewright.config.now import now
    from carewright.files.limits import OPERATOR
    from carewright.imports.commands import load_file
    from carewright.wiring.files import KINDS

    with ExitStack() as closing:
        stream = _opened(args.file, closing)
        loaded = load_file(
            KINDS[args.kind],
            stream,
            args.file,
            is_dry_run=args.dry_run,
            limits=OPERATOR,
            tell=_progress if sys.stderr.isatty() else lambda _: None,
            by=acting(args.by),
            at=now(),
        )
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if args.rejects and loaded.outcome.rejects:
        Path(args.rejects).write_bytes(loaded.rejects)
    _report(args, loaded)
    return REJECTED if loaded.outcome.rejects else 0


def _opened(name: str, closing: ExitStack) -> BinaryIO:
    try:
        return closing.enter_context(Path(name).open("rb"))
    except (OSError, ValueError) as problem:
        reason = problem.strerror if isinstance(problem, OSError) else "it can't be the name of a file"
        raise BadInput(f"{shown(name)} cannot be read: {reason}") from None


def _progress(rows: int) -> None:
    print(f"\r{rows:,} rows", end="", file=sys.stderr, flush=True)


def _report(args: argparse.Namespace, loaded: "Loaded") -> None:
    outcome = loaded.outcome
    counts = {
        "added": outcome.added,
        "changed": outcome.changed,
        "as they were": outcome.same,
        "passed over": outcome.passed_over,
        "rejected": len(outcome.rejects),
    }
    for reject in outcome.rejects[: None if args.json else MOST_SHOWN]:
        print(f"row {reject.row.number}: {reject.reason}", file=sys.stderr)
    if len(outcome.rejects) > MOST_SHOWN and not args.json:
        more = f"{len(outcome.rejects) - MOST_SHOWN} more rows were rejected"
        print(f"{more}; --rejects FILE writes them all" if not args.rejects else more, file=sys.stderr)
    if args.json:
        print(json.dumps({"kind": args.kind, "dry_run": args.dry_run} | counts))
        return
    words = ", ".join(f"{number:,} {what}" for what, number in counts.items())
    print(f"{'Would be: ' if args.dry_run else ''}{words}")


def _list_kinds() -> int:
    from carewright.wiring.files import KINDS

    for kind in KINDS.values():
        needed = ", ".join(column.key for column in kind.layout.columns if column.is_needed)
        others = ", ".join(column.key for column in kind.layout.columns if not column.is_needed)
        print(f"{kind.name}: {kind.title}. {kind.about}")
        print(f"  needs {needed}{f'; may have {others}' if others else ''}")
    return 0
