"""`carewright due`: when time limits fall due, for a table of starts and limits (TIME-2)."""

import argparse
import re
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from carewright.cli.policy_option import add_policy_option, chosen_terms
from carewright.cli.tables import BadCell, Faults, Row, read_rows, shown, understood, write_rows
from carewright.worktime import LONDON, Calendar, Limit, due, local

T = TypeVar("T")

READS = ("ref", "start", "limit")
WRITES = ("ref", "due")
_MOMENT = re.compile(r"[0-9W-]{8,10}[T ][0-9:.,]{2,}(Z|[+-][0-9:]{2,})?", re.ASCII)


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `due` to the command's sub-commands."""
    parser = sub.add_parser(
        "due",
        help="work out when time limits fall due",
        description="Reads CSV with the columns ref,start,limit and writes ref,due. A start is an ISO 8601 date and "
        "time, in London's time if it has no offset; a limit is such as '2 working hours' or '5 working days'.",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, or - for standard input")
    add_policy_option(parser, "kent")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every row that can be answered; 2 when one could not be, or the table or policy is no good."""
    faults = Faults(sys.stderr)
    calendar = chosen_terms(args).calendar.council
    rows = read_rows(args.file, READS, faults)
    write_rows(sys.stdout, WRITES, understood(rows, lambda row: answered(row, calendar), faults))
    return faults.exit_status


def answered(row: Row, calendar: Calendar) -> tuple[str, str]:
    """A row's reference and its due moment, in ISO 8601 with London's offset."""
    ref = row.text("ref")
    start = _in_column("start", moment, row.text("start"))
    limit = _in_column("limit", Limit.parse, row.text("limit"))
    at = _in_column("limit", lambda: due(start, limit, calendar))
    return ref, local(at).isoformat(timespec="seconds")


def moment(text: str) -> datetime:
    """A moment from ISO 8601 text; without an offset it is by London's clocks, the first of the two if shown twice."""
    try:
        at = datetime.fromisoformat(text.upper())
    except ValueError:
        at = None
    if at is None or not _MOMENT.fullmatch(text.upper()):
        raise ValueError(
            f"{shown(text)} is not a date and time; write it as 2017-12-22T15:45 or 2017-12-22T15:45+00:00"
        )
    return at if at.tzinfo else at.replace(tzinfo=LONDON)


def _in_column(column: str, read: Callable[..., T], *text: str) -> T:
    try:
        return read(*text)
    except (ValueError, OverflowError) as problem:
        raise BadCell(column, str(problem)) from None
