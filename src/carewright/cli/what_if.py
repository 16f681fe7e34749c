"""`carewright policy what-if`: a draft policy tried on past cases, of a table or of the database (POL-3)."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carewright.access.roles import Role
from carewright.cli.assess_changes import READS, change_of
from carewright.cli.console import reader_named
from carewright.cli.database import database
from carewright.cli.policy_name import day, terms_named
from carewright.cli.tables import STANDARD_INPUT, BadInput, Faults, Row, read_rows, understood, write_rows

if TYPE_CHECKING:
    from carewright.policy.rules import Difference
    from carewright.policy.terms import Terms
    from carewright.reports.what_if import Kind, Left, PastCase, PastChange, Replayed, Sides, Totals, WhatIf

WORTH_SAYING = 50_000
"""From so many cases on it takes some seconds, and how far it is is said."""


def add_what_if(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `what-if` to the verbs of `carewright policy`."""
    parser = verbs.add_parser(
        "what-if",
        help="what a draft would have decided differently",
        description="Judges past cases again by a draft: those of the database that were decided in a period, each "
        f"beside the policy that decided it; or the changes of a CSV file with the columns {','.join(READS)}.",
    )
    parser.add_argument("draft", metavar="DRAFT", help="a version, a policy file or a pack's name")
    parser.add_argument("--changes", metavar="FILE", help="changes to try it on, CSV, or - for standard input")
    parser.add_argument(
        "--against", metavar="NAME", help="with --changes: the pack, file or version that decided them (county)"
    )
    parser.add_argument("--since", type=day, metavar="DATE", help="decided from this day (a year before the last)")
    parser.add_argument("--until", type=day, metavar="DATE", help="decided up to this day (today)")
    parser.add_argument("--by", metavar="EMAIL", help="the user whose cases it is tried on (without: everybody's)")
    parser.add_argument("--rows", metavar="FILE", help="write the cases that turn as CSV, - for standard output")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the totals, and write the cases that turn where they are asked for."""
    if args.rows == STANDARD_INPUT and args.json:
        raise BadInput("--rows - and --json would both go to standard output; give --rows the name of a file")
    if args.changes:
        return _of_a_table(args)
    if args.against:
        raise BadInput("--against is for --changes: a case of the database stands beside the policy that decided it")
    return _of_the_database(args)


def _of_a_table(args: argparse.Namespace) -> int:
    if args.since or args.until or args.by:
        raise BadInput("--since, --until and --by are for the cases of the database; a table is tried whole")
    from carewright.reports.what_if import untried

    against = args.against or "county"
    draft, decided_by = terms_named(args.draft), terms_named(against)
    faults = Faults(sys.stderr)
    rows = read_rows(args.changes, READS, faults)
    cases = list(understood(rows, lambda row: _past_change(row, decided_by, against), faults))
    found = _tried(cases, draft)
    _say(args, found, untried(decided_by, draft), f"{args.changes} as decided by {against}")
    return faults.exit_status


def _past_change(row: Row, terms: "Terms", version: str) -> "PastChange":
    from carewright.reports.what_if import PastChange

    ref, facts = change_of(row)
    return PastChange(ref=ref, terms=terms, version=version, at=None, facts=facts)


def _of_the_database(args: argparse.Namespace) -> int:
    with database():
        from carewright.config.now import now
        from carewright.policy.queries import policy_at
        from carewright.reports.what_if import untried
        from carewright.reports.what_if.reading import past_cases, period_asked

        at = now()
        since, until = period_asked(args.since, args.until, at)
        if args.since and args.since > until:
            raise BadInput(f"--since {args.since} is after --until {until}")
        draft = terms_named(args.draft)
        found = _tried(past_cases(reader_named(args, Role.POLICY_OWNER), since=since, until=until), draft)
        besides = untried(policy_at(at).terms, draft)
    _say(args, found, besides, f"the cases decided from {_in_full(since)} to {_in_full(until)}")
    return 0


def _tried(cases: "list[PastChange] | list[PastCase | Left]", draft: "Terms") -> "WhatIf":
    from carewright.reports.what_if import Left, replay, tried

    def answers() -> "Iterator[Replayed | Left]":
        for case in _telling(cases):
            yield case if isinstance(case, Left) else replay(case, draft)

    return tried(answers())


def _telling(cases: list[Any]) -> Iterator[Any]:
    """Each case, saying how far it is where there are many."""
    from carewright.cli.demo import Progress

    progress = Progress()
    for number, case in enumerate(cases, start=1):
        yield case
        if len(cases) >= WORTH_SAYING:
            progress(number / len(cases), f"{number:,} of {len(cases):,} cases")


def _say(args: argparse.Namespace, found: "WhatIf", besides: "list[Difference]", tried_on: str) -> None:
    from carewright.reports.what_if.rows import COLUMNS, plain, row_of

    rows = map(row_of, found.turned)
    if args.rows == STANDARD_INPUT:
        write_rows(sys.stdout, COLUMNS, rows)
        return
    if args.rows:
        with Path(args.rows).open("w", encoding="utf-8", newline="") as out:
            write_rows(out, COLUMNS, rows)
    if args.json:
        told = {"draft": args.draft, "tried_on": tried_on, **plain(found)}
        print(json.dumps(told | {"untried": [one._asdict() for one in besides]}, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(args.draft, tried_on, found, besides)))


def _lines(draft: str, tried_on: str, found: "WhatIf", besides: "Iterable[Difference]") -> Iterator[str]:
    yield f"{draft} tried on {tried_on}: {_cases(found.cases)}, of which {len(found.turned):,} would have turned"
    for total in found.totals:
        yield ""
        yield f"{total.kind.in_words}: {_cases(total.cases)}, {total.turned:,} turn"
        yield from (f"  {line}" for line in _of_kind(total))
    rest = [f"  {one.label}: {one.new}  (was: {one.old})" for one in besides]
    if rest:
        yield from ("", "What the draft changes besides, whose effect on past cases cannot be shown:", *rest)


def _of_kind(total: "Totals") -> Iterator[str]:
    from carewright.reports.what_if import decision_in_words

    width = max((len(decision_in_words(total.kind, code)) for code, _, _ in total.decisions), default=0)
    for code, was, would_be in total.decisions:
        yield f"{decision_in_words(total.kind, code):<{width}}  {was:>7,} -> {would_be:>7,}  {_more(would_be - was)}"
    for turn, sides in total.turns.items():
        before, after = (decision_in_words(total.kind, code) for code in turn)
        yield f"from “{before}” to “{after}”: {sides.cases:,}{_money(total.kind, sides)}"
    for count, when in ((total.earlier, "earlier"), (total.later, "later")):
        if count:
            yield f"{count:,} that nobody answered would have lapsed {when}"
    for why, count in total.left.items():
        yield f"{count:,} cannot be replayed: {why}"


def _money(kind: "Kind", sides: "Sides") -> str:
    """What the changes add and take; of a cost that was authorised, the cost."""
    from carewright.kernel.money import in_words
    from carewright.reports.what_if import Kind

    if kind is Kind.AUTHORITY:
        return f" ({in_words(sides.up_pounds)} a week)"
    told = []
    if sides.up:
        told.append(f"{sides.up:,} of more, {in_words(sides.up_pounds)} a week")
    if sides.down:
        told.append(f"{sides.down:,} of less, {in_words(-sides.down_pounds)} a week")
    return f" ({'; '.join(told)})" if told else ""


def _more(difference: int) -> str:
    if not difference:
        return "(as many)"
    return f"({abs(difference):,} {'more' if difference > 0 else 'fewer'})"


def _cases(count: int) -> str:
    return f"{count:,} {'case' if count == 1 else 'cases'}"


def _in_full(on: date) -> str:
    return f"{on:%-d %B %Y}"
