"""Reads of messages: who sees what, and what doctor says."""

import pytest

from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import NotAllowed, NotFound
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.queries import document, documents_about, failed_messages, mail_faults, messages_about
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


def test_doctor_says_that_mail_waits_for_a_server_and_that_some_failed(queued):
    assert len(mail_faults()) == 1
    queued()
    queued(to=[])

    waits, failed = mail_faults()

    assert "1 queued emails wait" in waits
    assert "1 emails could not be delivered" in failed


def test_doctor_has_nothing_to_say_when_mail_can_be_sent(settings):
    settings.EMAIL_HOST = "mail.westmarch.example"

    assert mail_faults() == []
