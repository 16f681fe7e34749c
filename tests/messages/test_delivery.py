"""Mail arrives at least once, recognisably, whatever the mail server does (promise 6)."""

import socket
from datetime import timedelta

import pytest

from carewright.messages.commands import mark_message_sent
from carewright.messages.delivery import BATCH, LEASE, deliver_due
from carewright.messages.models import Document, Message
from carewright.messages.rules import MOST_ATTEMPTS, next_try
from carewright.messages.wording import Wording
from carewright.trail.models import Event
from carewright.trail.queries import timeline
from tests.messages.conftest import COORDINATOR

pytestmark = pytest.mark.django_db
MANAGER = "manager@harbour.example"


def test_a_queued_message_is_sent_and_says_so_in_the_timeline(queued, sink, friday):
    message = queued()

    assert list(deliver_due(friday)) == [message.ref]

    message.refresh_from_db()
    assert (message.state, message.sent_at, message.carrier) == ("sent", friday, "mail")
    assert [taken.recipient for taken in sink.taken] == [COORDINATOR]
    assert timeline("OFR-1")[0].sentence == "Email “Can you provide home care in CT5?” sent."


def test_the_mail_holds_text_html_and_a_stable_message_id(queued, sink, friday):
    message = queued(wording=Wording("Gofal yn Ŵyr", ["Łódź & <b>Bath</b>"]))
    list(deliver_due(friday))

    mail = sink.taken[0].mail
    assert mail["Message-ID"] == f"<{message.ref.lower()}@westmarch.example>"
    assert mail["Subject"] == "Gofal yn Ŵyr"
    assert "Łódź & <b>Bath</b>" in mail.get_body(("plain",)).get_content()
    assert "Łódź &amp; &lt;b&gt;Bath&lt;/b&gt;" in mail.get_body(("html",)).get_content()
    assert mail["Auto-Submitted"] == "auto-generated"


def test_documents_go_with_it(queued, kept, sink, friday):
    document = kept(title="Order ORD-1, version 2")
    queued(attachments=[document.ref])
    list(deliver_due(friday))

    (attached,) = sink.taken[0].mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == (
        "order-ord-1-version-2.pdf",
        bytes(Document.objects.get().content),
    )


def test_nothing_is_sent_before_it_is_due(queued, sink, friday):
    queued()

    assert list(deliver_due(friday - timedelta(seconds=1))) == []


def test_an_address_refused_for_good_is_given_up_at_once_with_the_reason(queued, sink, friday):
    sink.answers = {COORDINATOR: ["550 no such mailbox"]}
    message = queued()
    list(deliver_due(friday))

    message.refresh_from_db()
    assert (message.state, message.failed_at) == ("failed", friday)
    assert message.last_error == f"{COORDINATOR}: the mail server answered 550 no such mailbox."
    assert Event.objects.filter(name="message.given_up").count() == 1


def test_a_refused_copy_is_not_hidden_behind_an_accepted_one(queued, sink, friday):
    sink.answers = {MANAGER: ["550 no such mailbox"]}
    message = queued(cc=[MANAGER])
    list(deliver_due(friday))

    message.refresh_from_db()
    assert message.state == "failed"
    assert message.delivered_to == [COORDINATOR]
    assert list(message.refused) == [MANAGER]


def test_a_mail_put_off_is_tried_again_later_and_delivered(queued, sink, friday):
    sink.answers = {COORDINATOR: ["451 come back later"]}
    message = queued()
    list(deliver_due(friday))
    message.refresh_from_db()
    assert (message.state, message.next_try_at) == ("queued", friday + timedelta(minutes=1))

    assert list(deliver_due(friday + timedelta(seconds=59))) == []
    list(deliver_due(friday + timedelta(minutes=1)))

    message.refresh_from_db()
    assert message.state == "sent"
    assert sink.ids == [message.message_id]


def test_who_has_a_message_does_not_get_it_again_when_another_is_put_off(queued, sink, friday):
    sink.answers = {MANAGER: ["451 come back later"]}
    queued(cc=[MANAGER])
    list(deliver_due(friday))
    list(deliver_due(friday + timedelta(minutes=1)))

    assert [taken.recipient for taken in sink.taken] == [COORDINATOR, MANAGER]


def test_a_mail_server_that_cannot_be_reached_puts_one_message_off_and_ends_the_batch(queued, settings, friday):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", nobody.getsockname()[1], False
        first, second = queued(), queued()

        assert list(deliver_due(friday)) == [first.ref]

    first.refresh_from_db()
    second.refresh_from_db()
    assert "could not be reached" in first.last_error
    assert (first.attempts, second.attempts) == (1, 0)


def test_a_message_is_given_up_after_ten_attempts(queued, sink, friday):
    sink.answers = {COORDINATOR: ["451 come back later"] * MOST_ATTEMPTS}
    message, moment = queued(), friday
    for attempt in range(1, MOST_ATTEMPTS):
        list(deliver_due(moment))
        moment = next_try(attempt, moment)
    list(deliver_due(moment))

    message.refresh_from_db()
    assert (message.state, message.attempts) == ("failed", MOST_ATTEMPTS)
    assert "451 come back later" in message.last_error


def test_a_message_that_ends_its_worker_each_time_is_given_up_too(queued, sink, friday):
    message = queued()
    Message.objects.update(attempts=MOST_ATTEMPTS)
    list(deliver_due(friday))

    message.refresh_from_db()
    assert message.state == "failed"
    assert sink.taken == []


def test_a_leased_message_is_left_alone_until_its_lease_has_run_out(queued, sink, friday):
    Message.objects.filter(pk=queued().pk).update(leased_until=friday + LEASE)

    assert list(deliver_due(friday + LEASE - timedelta(seconds=1))) == []
    assert len(list(deliver_due(friday + LEASE))) == 1


def test_a_worker_stopped_between_sending_and_marking_sends_again_with_the_same_message_id(
    queued, sink, friday, monkeypatch
):
    message = queued()

    def stopped(**_):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr("carewright.messages.delivery.mark_message_sent", stopped)
        with pytest.raises(SystemExit):
            list(deliver_due(friday))
    list(deliver_due(friday + LEASE))

    message.refresh_from_db()
    assert message.state == "sent"
    assert sink.ids == [message.message_id] * 2


def test_a_slow_worker_whose_message_another_has_sent_meanwhile_goes_on(queued, sink, friday, monkeypatch):
    message, next_one = queued(), queued()

    def after_another(**said):
        if said["message"] == message.ref:
            mark_message_sent(**said)
        mark_message_sent(**said)

    monkeypatch.setattr("carewright.messages.delivery.mark_message_sent", after_another)

    assert list(deliver_due(friday)) == [message.ref, next_one.ref]
    assert Event.objects.filter(name="message.sent").count() == 2


def test_in_the_demonstration_messages_go_to_the_mailbox(queued, settings, friday):
    settings.DEMONSTRATION = True
    sent = [queued().ref for _ in range(BATCH + 1)]

    assert sorted(deliver_due(friday)) == sorted(sent)

    assert set(Message.objects.values_list("state", "carrier")) == {("sent", "mailbox")}


def test_without_a_mail_server_messages_wait(queued, friday):
    message = queued()

    assert list(deliver_due(friday)) == []

    message.refresh_from_db()
    assert message.state == "queued"
