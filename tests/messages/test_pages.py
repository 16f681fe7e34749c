"""The demonstration's mailbox, failed emails and documents, as each person sees them."""

import pytest

from carewright.access.roles import Role
from carewright.messages.models import Message
from carewright.messages.wording import Action, Wording
from tests.conftest import FRIDAY_BEFORE_CHRISTMAS
from tests.council.conftest import user_holding

pytestmark = pytest.mark.django_db
HARBOUR = "PRV-7K3M-9QWA-5"
LINK = Wording(
    "An <i>offer</i>", ["<script>alert(1)</script>"], action=Action("Answer", "/offers/answer/abc/", secret=True)
)


@pytest.fixture(autouse=True)
def _demonstration(settings, monkeypatch):
    settings.DEMONSTRATION = True
    monkeypatch.setattr("carewright.config.middleware.now", lambda: FRIDAY_BEFORE_CHRISTMAS)


def test_the_council_sees_everything_that_was_sent(queued, signed_in):
    queued(wording=LINK, provider=HARBOUR, about=["REF-7K3M-9QWA-5"])

    page = signed_in(Role.PRACTITIONER).get("/demonstration/mailbox/").content.decode()

    assert "An &lt;i&gt;offer&lt;/i&gt;" in page
    assert "coordinator@harbour.example" in page
    assert "REF-7K3M-9QWA-5" in page


def test_a_provider_sees_what_went_to_it_and_not_what_went_to_a_rival(queued, signed_in):
    own, rivals = queued(provider=HARBOUR), queued(provider="PRV-RIVAL", to=["a@rival.example"])
    client = signed_in(Role.PROVIDER_COORDINATOR, provider=HARBOUR)

    page = client.get("/demonstration/mailbox/").content.decode()

    assert own.ref in page
    assert rivals.ref not in page
    assert client.get(f"/demonstration/mailbox/{own.ref}/").status_code == 200
    assert client.get(f"/demonstration/mailbox/{rivals.ref}/").status_code == 404


def test_a_message_is_shown_as_text_with_its_link_leading_here(queued, signed_in, settings):
    settings.ADDRESS = "https://brokerage.westmarch.example"
    message = queued(wording=LINK)

    page = signed_in(Role.BROKER).get(f"/demonstration/mailbox/{message.ref}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert 'href="http://testserver/offers/answer/abc/"' in page


def test_a_message_is_found_by_address_subject_and_reference(queued, signed_in):
    message, other = queued(about=["REF-7K3M-9QWA-5"]), queued(to=["b@other.example"], about=[], wording=LINK)
    client = signed_in(Role.BROKER)

    for words in ("harbour", "home care", "ref-7k3m-9qwa-5"):
        page = client.get("/demonstration/mailbox/", {"search": words}).content.decode()
        assert message.ref in page
        assert other.ref not in page


def test_there_is_no_mailbox_outside_the_demonstration(signed_in, settings):
    settings.DEMONSTRATION = False

    assert signed_in(Role.BROKER).get("/demonstration/mailbox/").status_code == 404


def test_a_document_with_prices_opens_for_those_who_see_prices_and_its_provider_alone(kept, client, council):
    order = kept(provider=HARBOUR, title="Order – SDO/1", about=[HARBOUR])
    answers = {}
    for name, role, provider in [
        ("Broker", Role.BROKER, ""),
        ("Practitioner", Role.PRACTITIONER, ""),
        ("Own", Role.PROVIDER_MANAGER, HARBOUR),
        ("Rival", Role.PROVIDER_MANAGER, "PRV-RIVAL"),
    ]:
        client.force_login(user_holding(role, unit=council, provider=provider, name=name))
        answers[name] = client.get(f"/documents/{order.ref}/")

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "Broker": 200,
        "Practitioner": 404,
        "Own": 200,
        "Rival": 404,
    }
    assert answers["Own"]["Content-Disposition"] == 'attachment; filename="order-sdo-1.pdf"'
    assert answers["Own"].content == b"%PDF-1.7 made up"


def test_an_attachment_with_prices_is_named_but_not_linked_for_who_may_not_open_it(kept, queued, signed_in):
    order = kept()
    message = queued(attachments=[order.ref])

    page = signed_in(Role.PRACTITIONER).get(f"/demonstration/mailbox/{message.ref}/").content.decode()

    assert "which your role does not show" in page
    assert f"/documents/{order.ref}/" not in page


def test_an_administrator_corrects_the_address_of_a_failed_email_and_sends_it_again(queued, signed_in):
    message = queued(to=["nobody"])
    client = signed_in(Role.ADMINISTRATOR)
    assert "This is not an email address: nobody" in client.get("/settings/failed-emails/").content.decode()

    client.post(f"/settings/failed-emails/{message.ref}/retry/", {"to": "a@harbour.example; b@harbour.example"})

    message.refresh_from_db()
    assert (message.state, message.to) == ("queued", ["a@harbour.example", "b@harbour.example"])


def test_an_address_that_is_none_is_refused_with_what_to_do(queued, signed_in):
    message = queued(to=["nobody"])

    page = signed_in(Role.ADMINISTRATOR).post(f"/settings/failed-emails/{message.ref}/retry/", {"to": ""}, follow=True)

    assert "There is no email address to send this to" in page.content.decode()
    assert Message.objects.get().state == "failed"


def test_a_practitioner_sees_no_failed_emails(signed_in):
    assert signed_in(Role.PRACTITIONER).get("/settings/failed-emails/").status_code == 403
