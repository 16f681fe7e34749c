"""`carewright assess-changes`: which changes are within tolerance, for a table of them (CHG-2)."""

import argparse
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from carewright.cli.policy_option import add_policy_option, chosen_terms
from carewright.cli.tables import BadCell, Faults, Row, read_rows, shown, understood, write_rows
from carewright.kernel.hours import parse_hours

if TYPE_CHECKING:
    from carewright.changes.rules import ChangeFacts
    from carewright.policy.terms import ChangeTerms

READS = ("ref", "ordered_hours", "current_hours", "new_hours", "hourly_rate")
WRITES = (
    "ref", "decision", "rules", "ordered_cost", "current_cost", "new_cost", "ordered_level", "new_level", "percent",
)  # fmt: skip
HIGHEST_RATE = Decimal(10_000)
_POUNDS = re.compile(r"[0-9]{1,9}(\.[0-9]{1,2})?", re.ASCII)


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `assess-changes` to the command's sub-commands."""
    parser = sub.add_parser(
        "assess-changes",
        help="work out which changes a provider may apply",
        description=f"Reads CSV with the columns {','.join(READS)} and writes {','.join(WRITES)}. "
        "Hours are a week's, the rate is in pounds. Decision: provider, or team_manager with the rules that say so.",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, or - for standard input")
    add_policy_option(parser, "county")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Answer every row that can be answered; 2 when one could not be, or the table or policy is no good."""
    faults = Faults(sys.stderr)
    terms = chosen_terms(args).changes
    rows = read_rows(args.file, READS, faults)
    write_rows(sys.stdout, WRITES, understood(rows, lambda row: answered(row, terms), faults))
    return faults.exit_status


def answered(row: Row, terms: "ChangeTerms") -> tuple[object, ...]:
    """A row's reference with its decision and the figures behind it."""
    from carewright.changes.rules import assess, percent_shown  # here, so that help does not wait for it

    ref, change = change_of(row)
    told = assess(change, terms)
    costs = (told.ordered_cost, told.current_cost, told.new_cost)
    levels = (told.ordered_level, told.new_level)
    percent = f"{percent_shown(told.percent):+.2f}"
    return (ref, told.decides.value, " ".join(told.rules), *costs, *levels, percent)


def change_of(row: Row) -> "tuple[str, ChangeFacts]":
    """A row's reference and the change that it describes, for one carer; a cell that can't be used is refused."""
    from carewright.changes.rules import ChangeFacts

    ref = row.text("ref")
    ordered = _read(row, "ordered_hours", parse_hours)
    if ordered == 0:
        raise BadCell("ordered_hours", "must be more than 0: a change is measured from what was ordered")
    return ref, ChangeFacts(
        ordered_hours=ordered,
        current_hours=_read(row, "current_hours", parse_hours),
        new_hours=_read(row, "new_hours", parse_hours),
        hourly_rate=_read(row, "hourly_rate", rate),
    )


def rate(text: str) -> Decimal:
    """Pounds an hour from what somebody wrote; more than nothing, at most two decimal places."""
    if not _POUNDS.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not an amount of pounds; write it as 24.10, with at most two decimal places"
        )
    pounds = Decimal(text)
    if not 0 < pounds < HIGHEST_RATE:
        raise ValueError(f"must be more than 0 and less than {HIGHEST_RATE} pounds")
    return pounds


def _read(row: Row, column: str, read: Callable[[str], Decimal]) -> Decimal:
    text = row.text(column)
    try:
        return read(text)
    except ValueError as problem:
        raise BadCell(column, str(problem)) from None
