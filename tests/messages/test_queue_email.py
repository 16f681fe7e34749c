"""Queueing: kept with the command that causes it, never lost, and nothing forged into a header."""

import pytest
from django.db import IntegrityError, transaction

from carewright.access.roles import Role
from carewright.kernel.refused import Invalid, NotFound
from carewright.messages.commands import queue_email
from carewright.messages.models import Document, Message
from carewright.messages.queries import messages_about
from carewright.messages.wording import Action, Wording
from carewright.trail.command import Unrecorded
from tests.conftest import actor
from tests.council.conftest import user_holding
from tests.messages.conftest import COORDINATOR, HELLO

pytestmark = pytest.mark.django_db


def test_a_message_is_queued_within_a_command_alone(friday):
    with pytest.raises(Unrecorded):
        queue_email(to=[COORDINATOR], wording=HELLO, about=[], at=friday)


def test_a_message_is_gone_with_the_command_that_fails(within, friday):
    def queue_and_fail():
        queue_email(to=[COORDINATOR], wording=HELLO, about=[], at=friday)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        within(queue_and_fail)

    assert not Message.objects.exists()


def test_a_message_is_due_at_once_and_found_by_what_it_is_about(queued, friday):
    message = queued(about=["OFR-1", "REQ-1", "OFR-1"])

    assert (message.state, message.next_try_at) == ("queued", friday)
    assert message.about == ["OFR-1", "REQ-1"]
    assert list(messages_about("REQ-1", actor(Role.BROKER))) == [message]


def test_without_anybody_to_send_it_to_a_message_is_kept_as_failed_with_the_reason(queued, friday):
    message = queued(to=["", " "])

    assert (message.state, message.failed_at) == ("failed", friday)
    assert message.last_error.startswith("There is no email address to send this to.")


@pytest.mark.parametrize("address", ["nobody", "a@b", "a b@harbour.example", "a..b@harbour.example", "a@-x.example"])
def test_what_is_no_address_is_kept_as_failed_with_the_reason(queued, address):
    assert queued(to=[address]).last_error.startswith(f"This is not an email address: {address}.")


@pytest.mark.parametrize("forged", ["Offer\nBcc: spy@rival.example", "Offer\r\nX: y", "Offer\x00", "Offer\u2028"])
def test_a_line_break_in_a_subject_is_refused(queued, forged):
    with pytest.raises(Invalid, match="line break"):
        queued(wording=Wording(forged, []))


def test_a_line_break_in_an_address_is_refused(queued):
    with pytest.raises(Invalid, match="line break"):
        queued(to=["a@harbour.example\nBcc: spy@rival.example"])


def test_a_line_break_in_a_document_s_title_is_refused(kept):
    with pytest.raises(Invalid, match="line break"):
        kept(title="Order\nX: y")


def test_a_subject_that_is_too_long_is_cut(queued):
    assert len(queued(wording=Wording("Care " * 100, [])).subject) == 250


def test_somebody_named_twice_gets_one(queued):
    message = queued(to=[COORDINATOR, COORDINATOR.upper()], cc=[COORDINATOR, "m@harbour.example", "m@harbour.example"])

    assert (message.to, message.cc) == ([COORDINATOR], ["m@harbour.example"])


def test_the_provider_is_worked_out_from_its_people_s_addresses_as_they_are_when_it_is_queued(queued):
    ann = user_holding(Role.PROVIDER_COORDINATOR, provider="PRV-HARBOUR", name="Ann")
    message = queued(to=[ann.email.upper()])
    ann.held_roles.update(provider="PRV-RIVAL")

    assert list(messages_about("OFR-1", actor(Role.PROVIDER_MANAGER, provider="PRV-HARBOUR"))) == [message]
    assert list(messages_about("OFR-1", actor(Role.PROVIDER_MANAGER, provider="PRV-RIVAL"))) == []


def test_a_message_to_people_of_two_providers_is_shown_to_neither(queued):
    two = [user_holding(Role.PROVIDER_COORDINATOR, provider=p, name=p) for p in ("PRV-HARBOUR", "PRV-RIVAL")]

    assert queued(to=[user.email for user in two]).provider == ""


def test_a_document_is_kept_with_its_fingerprint_and_must_be_a_pdf(kept):
    assert len(kept().sha256) == 64
    with pytest.raises(ValueError, match="PDF"):
        kept(pdf=b"<html>")
    assert Document.objects.count() == 1


def test_a_document_that_is_not_there_can_not_be_attached(queued):
    with pytest.raises(NotFound):
        queued(attachments=["DOC-NONE"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "sent", "next_try_at": None},
        {"next_try_at": None},
        {"state": "failed", "next_try_at": None, "last_error": ""},
        {"state": "failed", "next_try_at": None, "last_error": "Why"},
    ],
)
def test_the_database_refuses_a_message_that_does_not_say_when_and_why(queued, wrong):
    message = queued()

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**wrong)


def test_an_action_never_leads_to_another_site():
    for path in ("https://rival.example/", "//rival.example/", "javascript:alert(1)"):
        with pytest.raises(ValueError, match="path of this installation"):
            Action("Go", path)
