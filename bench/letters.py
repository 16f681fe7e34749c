"""A thousand letters before a review programme, from waiting to kept on the record, beside the floor.

The floor: one fixed letter, set as often by the same compiler; it says nothing new, reads nothing, and keeps nothing,
and the compiler remembers its layout. Four kinds of letter in turn: standard, large print, easy read, and Welsh, which
has the English on a second page. `python bench/letters.py [LETTERS]`
"""

import json
import sys
import time
from collections.abc import Iterable
from typing import Any

from _scratch import on_each, ready, table

WELSH = {"letter_format": "translated", "language": "Welsh"}
KINDS: tuple[dict[str, str], ...] = ({}, {"letter_format": "large_print"}, {"letter_format": "easy_read"}, WELSH)


def main() -> None:
    """Measure on each database."""
    letters = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    if on_each(__file__):
        return
    ready()
    waiting(letters)
    fixed = floor(letters)
    pressed = taken(set_alone(letters))
    from tests.reviews.programmes import MONDAY

    from carewright.reviews.sending import set_programme_letters

    kept = taken(every(lambda: set_programme_letters(MONDAY)), letters)
    rows = [
        (name, f"{seconds:.1f}", f"{letters / seconds:.0f}", f"{seconds / fixed:.2f}")
        for name, seconds in (
            ("floor: one fixed letter", fixed),
            ("set, each its own", pressed),
            ("set, kept, on the timeline", kept),
        )
    ]
    table(rows, (f"{letters:,} letters", "seconds", "a second", "times the floor"))


def waiting(letters: int) -> None:
    """A programme of so many people, whose letters wait."""
    from tests.reviews.programmes import HEAD, MONDAY, a_county, a_programme

    from carewright.people.models import Person
    from carewright.reviews.commands import ask_programme_letters

    programme = a_programme(a_county(off_framework=letters, day_and_community=0, supported_living=0))
    people = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    for number, told in enumerate(KINDS[1:], 1):
        Person.objects.filter(pk__in=people[number :: len(KINDS)]).update(**told)
    ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)


def set_alone(letters: int) -> Iterable[bytes]:
    """Every letter set from what the database says, and kept nowhere."""
    from tests.reviews.programmes import MONDAY

    from carewright.messages.letters import programme_letter_pdf
    from carewright.reviews.queries import letter_told, letters_to_set

    return (programme_letter_pdf(letter_told(ref, MONDAY.date())) for ref in letters_to_set(letters))


def floor(letters: int) -> float:
    """Seconds for one fixed letter, set so many times by one compiler."""
    from tests.messages.test_programme_letters import LETTER

    from carewright.messages.letters import press, programme_letter_pdf

    seen: list[dict[str, Any]] = []
    kept = press._compiler().compile

    class Watched:
        """The compiler, noting what it is told."""

        def compile(self, **told: Any) -> Any:
            seen.append(told)
            return kept(**told)

    real, press._compiler = press._compiler, Watched  # type: ignore[assignment]  # noted once, to set it again bare
    try:
        programme_letter_pdf(LETTER)
    finally:
        press._compiler = real
    assert json.loads(seen[-1]["sys_inputs"]["data"])["title"]
    return taken(kept(**seen[-1]) for _ in range(letters))


def every(turn: Any) -> Iterable[Any]:
    """Turns until one finds nothing left."""
    while done := list(turn()):
        yield from done


def taken(work: Iterable[Any], expected: int = 0) -> float:
    """Seconds to go through all of it."""
    start = time.perf_counter()
    done = sum(1 for _ in work)
    assert not expected or done == expected, done
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
