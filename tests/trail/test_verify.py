"""Promise 10: no silent edit of the trail. 600 tampers of six kinds, all found."""

from collections.abc import Callable
from random import Random

import pytest
from django.db import transaction

from carewright.access.commands import add_user
from carewright.access.events import UserAdded
from carewright.access.roles import Role
from carewright.trail.chain import TrailHead
from carewright.trail.models import Mention, PersonalText
from carewright.trail.queries import head, timeline, verify
from tests.conftest import actor
from tests.trail import tampering
from tests.trail.notes import NOON, keep_notes

pytestmark = pytest.mark.django_db

Tamper = Callable[[Random], None]

SHOWN_BY_THE_CHAIN = [tampering.edit, tampering.remove, tampering.insert, tampering.reorder]
SHOWN_BY_A_HEAD_KEPT_ELSEWHERE = [tampering.truncate, tampering.rewrite]


@pytest.fixture
def kept() -> TrailHead:
    """The head of a trail of twelve events, taken before its guards are taken down."""
    keep_notes(12)
    taken = head()
    tampering.with_guards_down()
    return taken


def found(tamper: Tamper, seed: int, kept: TrailHead | None) -> list[str]:
    """What verifying says after the tamper, which is undone again."""
    try:
        with transaction.atomic():
            tamper(Random(seed))
            told = [broken.sentence for broken in verify(kept)]
            raise Undo
    except Undo:
        return told


class Undo(Exception):
    """Ends the transaction of a tamper."""


@pytest.mark.parametrize("tamper", SHOWN_BY_THE_CHAIN)
def test_a_hundred_tampers_are_all_found(tamper: Tamper, kept: TrailHead) -> None:
    missed = [seed for seed in range(100) if not found(tamper, seed, None)]

    assert missed == []


@pytest.mark.parametrize("tamper", SHOWN_BY_A_HEAD_KEPT_ELSEWHERE)
def test_a_hundred_are_all_found_against_a_head_kept_elsewhere(tamper: Tamper, kept: TrailHead) -> None:
    missed = [seed for seed in range(100) if not found(tamper, seed, kept)]

    assert missed == []


@pytest.mark.parametrize("tamper", SHOWN_BY_A_HEAD_KEPT_ELSEWHERE)
def test_without_a_head_kept_elsewhere_these_would_go_unseen(tamper: Tamper, kept: TrailHead) -> None:
    assert [seed for seed in range(10) if found(tamper, seed, None)] == []


def test_a_trail_that_nobody_touched_holds(kept: TrailHead) -> None:
    assert list(verify()) == []
    assert list(verify(kept)) == []


def test_an_empty_trail_holds() -> None:
    assert list(verify()) == []
    assert list(verify(head())) == []


def test_a_trail_that_has_grown_still_holds_against_an_older_head() -> None:
    keep_notes(3)
    older = head()

    keep_notes(5, first=4)

    assert list(verify(older)) == []


def test_the_event_that_was_edited_is_named(kept: TrailHead) -> None:
    tampering.edit_content(7)

    assert [(broken.seq, broken.sentence) for broken in verify()] == [
        (7, "Event 7 has been changed: it does not match its hash.")
    ]


def test_the_events_that_were_removed_are_named(kept: TrailHead) -> None:
    tampering.take_out(5)
    tampering.take_out(6)

    assert [broken.sentence for broken in verify()] == ["Events 5 to 6 are missing."]


def test_a_mention_of_an_event_that_is_not_there_is_found(kept: TrailHead) -> None:
    Mention.objects.filter(event=4, ref="NOTE-4").update(ref="NOTE-5")

    assert [broken.sentence for broken in verify()] == [
        "Event 4 has been taken off the timeline of NOTE-4.",
        "Event 4 has been put on the timeline of NOTE-5, which it is not about.",
    ]


def test_erasing_a_personal_text_leaves_the_trail_whole_and_the_sentence_says_so(kept: TrailHead) -> None:
    user = add_user(email="a.broker@westmarch.example", name="A. Broker", by=actor(Role.ADMINISTRATOR), at=NOON)

    PersonalText.objects.filter(field="name").delete()

    assert list(verify(kept)) == []
    assert [entry.sentence for entry in timeline(user.ref)] == ["User [removed] (a.broker@westmarch.example) added."]


def test_a_personal_text_cannot_be_put_in_place_of_one_that_was_erased(kept: TrailHead) -> None:
    PersonalText.objects.filter(event=4).delete()
    PersonalText.objects.create(event_id=4, field="words", salt="00", text="Mrs A. said yes")

    assert [broken.sentence for broken in verify()] == ["Event 4 has been changed: its text “words”."]


def test_an_event_recorded_before_its_sentence_named_a_field_is_still_told(monkeypatch: pytest.MonkeyPatch) -> None:
    user = add_user(email="a.broker@westmarch.example", name="A. Broker", by=actor(Role.ADMINISTRATOR), at=NOON)

    monkeypatch.setattr(UserAdded, "SENTENCE", "User {name} of {floor} added.")

    assert [entry.sentence for entry in timeline(user.ref)] == ["User A. Broker of [not recorded then] added."]
