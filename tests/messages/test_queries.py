"""Reads of messages: who sees what, and what doctor says."""

import pytest

from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.cli.fitness import outbox_findings
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.queries import Outbox, document, documents_about, failed_messages, messages_about, outbox
from tests.conftest import actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [r for r in Role if r not in WHO_MAY["see_failed_messages"].roles])
def test_failed_messages_are_for_administrators_and_brokerage_managers(role):
    with pytest.raises((NotAllowed, NotFound)):
        failed_messages(actor(role, provider="PRV-1"))


def test_a_provider_s_person_without_a_provider_sees_nothing(queued, kept):
    queued()
    kept()
    nobody = actor()

    assert list(messages_about("OFR-1", nobody)) == []
    assert list(documents_about("PKG-1", nobody)) == []


def test_a_letter_without_prices_opens_for_those_who_work_on_cases(kept):
    letter = kept(kind=DocumentKind.GRACE_PERIOD_LETTER, title="Letter")

    assert document(letter.ref, actor(Role.PRACTITIONER)) == letter
    with pytest.raises(NotFound):
        document(letter.ref, actor(Role.CASE_AUDITOR))


def test_the_outbox_tells_how_many_wait_and_failed(queued, friday):
    queued()
    queued(to=[])

    assert outbox() == Outbox(waiting=1, oldest_queued_at=friday, failed=1)


def test_doctor_says_that_some_could_not_be_delivered(queued):
    queued(to=[])

    assert "1 emails could not be delivered: see Settings, Failed emails." in [f.sentence for f in outbox_findings()]
