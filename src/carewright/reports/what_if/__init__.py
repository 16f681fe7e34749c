"""A draft policy tried on past cases before it takes effect: what would have been decided differently (POL-3).

`cases` are the past as facts; `changes`, `referrals` and `offers` judge a case again, by the rules that live cases are
judged by; `totals` count. All of these are pure. `reading` finds past cases in the database.
"""

from carewright.reports.what_if.answers import Kind, Left, Replayed, Turn, decision_in_words
from carewright.reports.what_if.cases import (
    PastAuthority,
    PastCase,
    PastChange,
    PastCompletion,
    PastConsidering,
    PastOffer,
)
from carewright.reports.what_if.replay import replay
from carewright.reports.what_if.totals import Sides, Totals, WhatIf, tried, untried

__all__ = [
    "Kind",
    "Left",
    "PastAuthority",
    "PastCase",
    "PastChange",
    "PastCompletion",
    "PastConsidering",
    "PastOffer",
    "Replayed",
    "Sides",
    "Totals",
    "Turn",
    "WhatIf",
    "decision_in_words",
    "replay",
    "tried",
    "untried",
]
