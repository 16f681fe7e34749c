"""`carewright plan-reviews`: the month in which each person is reviewed, for a table of them (REV-7)."""

import argparse
import re
import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from carewright.cli.policy_option import add_policy_option, chosen_terms
from carewright.cli.tables import BadCell, BadInput, Faults, Row, read_rows, shown, understood, write_rows
from carewright.kernel.refused import Refused

if TYPE_CHECKING:
    from carewright.policy.terms import ReviewProgrammeTerms
    from carewright.reviews.rules.programme import ToReview

READS = ("person", "cohort", "urgent", "provider")
WRITES = ("person", "cohort", "month")
_MONTH = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,7}", re.ASCII)
_YES, _NO = {"yes", "y", "true", "1"}, {"no", "n", "false", "0", ""}


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `plan-reviews` to the command's sub-commands."""
    parser = sub.add_parser(
        "plan-reviews",
        help="plan a programme of reviews, month by month",
        description=f"Reads CSV with the columns {','.join(READS)} and writes {','.join(WRITES)}, in the order in "
        "which people are reviewed: the urgent ones (yes or no; empty is no) first, whatever the programme; then by "
        "cohort, and within each in the order of the file. A cohort is given by its code or its name in the policy "
        "([review_programme]); in the pack bristol they are off_framework (Off-framework providers), "
        "day_and_community (Framework day and community support) and supported_living (Supported living).",
    )
    parser.add_argument("file", metavar="FILE", help="a CSV file, or - for standard input")
    parser.add_argument("--capacity", metavar="N", required=True, help="how many reviews take place in a month")
    parser.add_argument("--start", metavar="YYYY-MM", required=True, help="the first month")
    add_policy_option(parser, "bristol")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Plan every row that can be planned; 2 when one could not be, or the table, an option or the policy is no good."""
    from carewright.reviews.rules.programme import Capacity, plan  # here, so that help does not wait for it

    faults = Faults(sys.stderr)
    start, a_month = month(args.start), capacity(args.capacity)
    terms = chosen_terms(args).review_programme
    rows = read_rows(args.file, READS, faults)
    reader = _Reader(terms)
    people = list(understood(rows, reader.read, faults))
    try:
        planned = plan(people, cohorts=terms.codes, capacities=[Capacity("", start, a_month)], start=start)
    except Refused as refusal:
        raise BadInput(f"--capacity {a_month}: {refusal.sentence}") from None
    write_rows(sys.stdout, WRITES, ((one.who.key, one.who.cohort, f"{one.month:%Y-%m}") for one in planned))
    return faults.exit_status


def month(text: str) -> date:
    """The first day of a month written as 2018-01. Refuses anything else as BadInput."""
    found = _MONTH.fullmatch(text.strip())
    if found is None or found[1] == "0000":
        raise BadInput(f"--start {shown(text)} is not a month; write it as 2018-01")
    return date(int(found[1]), int(found[2]), 1)


def capacity(text: str) -> int:
    """How many reviews take place in a month: a whole number, at least 1. Refuses anything else as BadInput."""
    if not _WHOLE.fullmatch(text.strip()) or int(text) < 1:
        raise BadInput(f"--capacity {shown(text)} is not a number of reviews; write a whole number of 1 or more")
    return int(text)


class _Reader:
    """Reads rows, and remembers who was read: somebody is reviewed once with a cohort's provider."""

    def __init__(self, terms: "ReviewProgrammeTerms") -> None:
        self.terms = terms
        self.codes = _codes(terms)
        self.seen: dict[tuple[str, str, str], int] = {}

    def read(self, row: Row) -> "ToReview":
        """Somebody to be reviewed, or the column that says who can't be used."""
        from carewright.reviews.rules.programme import ToReview

        person, cohort = row.text("person"), self._cohort(row.text("cohort"))
        is_urgent, provider = urgent(row.optional("urgent")), row.optional("provider")
        first = self.seen.setdefault((person, cohort, provider), row.number)
        if first != row.number:
            raise BadCell("person", f"{shown(person)} is in row {first} already, with the same cohort and provider")
        return ToReview(person, cohort, is_urgent)

    def _cohort(self, text: str) -> str:
        code = self.codes.get(_plain(text))
        if code is None:
            raise BadCell(
                "cohort", f"{shown(text)} is no cohort of this policy; they are {', '.join(self.terms.codes)}"
            )
        return code


def urgent(text: str) -> bool:
    """Whether somebody is reviewed first whatever the programme; an empty cell says no."""
    plain = text.lower()
    if plain not in _YES | _NO:
        raise BadCell("urgent", f"{shown(text)} is neither yes nor no")
    return plain in _YES


def _codes(terms: "ReviewProgrammeTerms") -> Mapping[str, str]:
    """Every way to write a cohort -> its code. “urgent” itself may stand for a cohort: such people are urgent."""
    from carewright.policy.terms import URGENT

    by_words = {_plain(cohort.words): cohort.code for cohort in terms.cohorts}
    return by_words | {_plain(code): code for code in (URGENT, *terms.codes)}


def _plain(text: str) -> str:
    return " ".join(re.split(r"[\s_-]+", text.lower()))
