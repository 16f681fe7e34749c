"""Answers kept for requests that are sent again."""

from datetime import UTC, datetime, timedelta

import pytest

from carewright.kernel.refused import Refused
from carewright.trail.answers import KEPT_FOR, Answer, answer_once, forget_old_answers
from carewright.trail.models import KeptAnswer

pytestmark = pytest.mark.django_db

NOW = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)


def answer(key="one", *, fingerprint="a", at=NOW, body="done", actor="USR-1"):
    return answer_once(actor=actor, key=key, fingerprint=fingerprint, at=at, act=lambda: Answer(200, body))


def test_the_same_request_gets_the_answer_that_was_kept():
    assert answer(body="first") == answer(body="second") == Answer(200, "first")


def test_another_request_under_the_key_is_refused():
    answer()

    with pytest.raises(Refused, match="used for another request"):
        answer(fingerprint="b")


def test_what_is_refused_leaves_its_key_free():
    def refuse():
        raise Refused("No.")

    with pytest.raises(Refused):
        answer_once(actor="USR-1", key="one", fingerprint="a", at=NOW, act=refuse)

    assert answer(body="second") == Answer(200, "second")


def test_an_answer_is_forgotten_once_it_is_old():
    answer("old", at=NOW - KEPT_FOR - timedelta(seconds=1))
    answer("just kept", at=NOW - KEPT_FOR)

    assert list(forget_old_answers(NOW)) == ["old"]
    assert [kept.key for kept in KeptAnswer.objects.all()] == ["just kept"]
    assert list(forget_old_answers(NOW)) == []
