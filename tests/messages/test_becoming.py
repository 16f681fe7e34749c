"""What becomes of a message: each command allowed, refused by state, refused by role, and nothing without its event."""

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.access.who_may import WHO_MAY
from carewright.kernel.refused import Invalid, NotAllowed, NotFound, WrongState
from carewright.messages.commands import give_up_message, mark_message_sent, retry_message
from carewright.messages.lifecycle import LIFECYCLE, Carrier, State
from carewright.messages.models import Message
from carewright.messages.rendering import LINK_TAKEN_OUT
from carewright.messages.wording import Action, Wording
from carewright.trail.models import Event
from tests.conftest import actor

pytestmark = pytest.mark.django_db
VERBS = {
    "mark_message_sent": (lambda ref, by, at: mark_message_sent(message=ref, by=by, at=at), SYSTEM),
    "give_up_message": (lambda ref, by, at: give_up_message(message=ref, reason="No such box", by=by, at=at), SYSTEM),
    "retry_message": (lambda ref, by, at: retry_message(message=ref, by=by, at=at), actor(Role.ADMINISTRATOR)),
}
ALLOWED = [(verb, state) for verb in VERBS for state in State if LIFECYCLE.allows(verb, state)]
REFUSED = [(verb, state) for verb in VERBS for state in State if not LIFECYCLE.allows(verb, state)]
STRANGERS = [(verb, role) for verb in VERBS for role in Role if role not in WHO_MAY[verb].roles]


@pytest.fixture
def message_in(queued, friday):
    def make(state):
        message = queued()
        if state is State.SENT:
            mark_message_sent(message=message.ref, by=SYSTEM, at=friday)
        elif state is State.FAILED:
            give_up_message(message=message.ref, reason="No such box", by=SYSTEM, at=friday)
        return message

    return make


@pytest.mark.parametrize(("verb", "state"), ALLOWED)
def test_a_message_goes_from_each_right_state_to_the_next(message_in, friday, verb, state):
    message = message_in(state)
    before = Event.objects.count()
    do, by = VERBS[verb]

    do(message.ref, by, friday)

    message.refresh_from_db()
    assert message.state == LIFECYCLE.moves[verb].target
    assert Event.objects.count() == before + 1


@pytest.mark.parametrize(("verb", "state"), REFUSED)
def test_a_message_in_any_other_state_is_refused(message_in, friday, verb, state):
    message = message_in(state)
    do, by = VERBS[verb]

    with pytest.raises(WrongState):
        do(message.ref, by, friday)

    assert Message.objects.get().state == state


@pytest.mark.parametrize(("verb", "role"), STRANGERS)
def test_nobody_else_may(message_in, friday, verb, role):
    message = message_in(State.FAILED if verb == "retry_message" else State.QUEUED)

    with pytest.raises((NotAllowed, NotFound)):
        VERBS[verb][0](message.ref, actor(role, provider="PRV-1"), friday)


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_changes_when_the_event_can_not_be_written(message_in, friday, monkeypatch, verb):
    state = State.FAILED if verb == "retry_message" else State.QUEUED
    message = message_in(state)
    do, by = VERBS[verb]

    def broken(_):
        raise OSError("disk full")

    monkeypatch.setattr("carewright.trail.command.append", broken)
    with pytest.raises(OSError, match="disk full"):
        do(message.ref, by, friday)

    assert Message.objects.get().state == state


@pytest.mark.parametrize("verb", VERBS)
def test_a_message_that_is_not_there_is_not_found(friday, verb):
    do, by = VERBS[verb]

    with pytest.raises(NotFound):
        do("MSG-NONE", by, friday)


def test_sending_again_starts_anew_and_to_a_corrected_address(message_in, friday):
    message = message_in(State.FAILED)
    Message.objects.update(attempts=10, refused={"coordinator@harbour.example": "550"})

    again = retry_message(message=message.ref, to=["new@harbour.example"], by=actor(Role.BROKERAGE_MANAGER), at=friday)

    assert (again.attempts, again.refused, again.next_try_at, again.to) == (0, {}, friday, ["new@harbour.example"])


def test_sending_again_needs_an_address(message_in, friday):
    message = message_in(State.FAILED)

    with pytest.raises(Invalid, match="no email address"):
        retry_message(message=message.ref, to=[], by=actor(Role.ADMINISTRATOR), at=friday)


LINK = Wording("An offer", [], action=Action("Answer", "/offers/answer/a&b/", secret=True))


def test_a_signed_link_is_kept_no_longer_than_its_sending(queued, friday):
    message = queued(wording=LINK)
    assert "/offers/answer/" in message.text

    mark_message_sent(message=message.ref, by=SYSTEM, at=friday)

    message.refresh_from_db()
    assert not any("/offers/answer/" in text for text in (message.text, message.html, message.secret_link))
    assert LINK_TAKEN_OUT in message.text


def test_the_demonstration_s_mailbox_keeps_the_link_to_be_tried(queued, friday):
    message = queued(wording=LINK)

    sent = mark_message_sent(message=message.ref, carrier=Carrier.MAILBOX, by=SYSTEM, at=friday)

    assert "/offers/answer/a&b/" in sent.text
