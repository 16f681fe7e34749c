"""A trial as tables and as plain values, for files and for other programs."""

from typing import Any

from carewright.reports.what_if.answers import Replayed, decision_in_words
from carewright.reports.what_if.totals import Totals, WhatIf
from carewright.worktime import local

COLUMNS = ("kind", "ref", "decided_at", "policy", "was", "would_be", "rules", "pounds_a_week", "why")


def row_of(case: Replayed) -> tuple[object, ...]:
    """A case that turns as a row of a file; London's time."""
    at = local(case.at).isoformat(timespec="seconds") if case.at else ""
    pounds = "" if case.pounds is None else case.pounds
    return (case.kind, case.ref, at, case.version, case.was, case.would_be, " ".join(case.rules), pounds, case.why)


def plain(found: WhatIf) -> dict[str, Any]:
    """The totals for other programs; money as text, exact."""
    return {
        "cases": found.cases,
        "turned": len(found.turned),
        "totals": [_plain(total) for total in found.totals],
    }


def _plain(total: Totals) -> dict[str, Any]:
    return {
        "kind": total.kind.value,
        "title": total.kind.in_words,
        "cases": total.cases,
        "turned": total.turned,
        "decisions": [
            {"decision": code, "in_words": decision_in_words(total.kind, code), "was": was, "would_be": would_be}
            for code, was, would_be in total.decisions
        ],
        "turns": [
            {
                **turn._asdict(),
                "cases": sides.cases,
                "up": sides.up,
                "up_pounds": str(sides.up_pounds),
                "down": sides.down,
                "down_pounds": str(sides.down_pounds),
            }
            for turn, sides in total.turns.items()
        ],
        "lapses_earlier": total.earlier,
        "lapses_later": total.later,
        "not_replayed": [{"why": why, "cases": count} for why, count in total.left.items()],
    }
