"""Emails as text and as a page: everything escaped, nothing fetched from elsewhere."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from carewright.messages.rendering import Sender, as_html, as_text
from carewright.messages.wording import Action, Wording

WESTMARCH = Sender("Westmarch County Council", "#1d4f91", "https://brokerage.westmarch.example/")
OFFER = Wording(
    subject="Can you provide home care in CT5?",
    paragraphs=["We are offering you a package of care."],
    facts=[("Hours", "14 hours a week"), ("Needs", "Personal care\nMedication")],
    action=Action("Answer this offer", "/offers/answer/abc/"),
    after=["Do not forward it."],
)
TAGS = {"html", "head", "meta", "title", "body", "div", "h1", "p", "table", "tr", "th", "td", "a", "br"}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen, self.links, self.text = set(), [], ""

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, words):
        self.text += words


def read(wording, sender=WESTMARCH):
    page = Tags()
    page.feed(as_html(wording, sender))
    return page


def test_the_text_has_everything_in_order():
    assert as_text(OFFER, WESTMARCH) == (
        "We are offering you a package of care.\n\n"
        "Hours: 14 hours a week\nNeeds: Personal care\nMedication\n\n"
        "Answer this offer:\nhttps://brokerage.westmarch.example/offers/answer/abc/\n\n"
        "Do not forward it.\n\n"
        "Westmarch County Council, care brokerage\n"
    )


def test_the_page_has_the_council_s_name_and_one_link():
    page = read(OFFER)

    assert page.links == ["https://brokerage.westmarch.example/offers/answer/abc/"]
    assert "Westmarch County Council" in page.text


@given(st.text(), st.text(), st.text())
def test_whatever_is_said_comes_out_as_text(subject, said, council):
    hostile = Wording(subject, [said], facts=[(said, said)], action=Action(said, f"/{said.lstrip('/')}"), after=[said])

    assert read(hostile, Sender(council, said, "https://x.example")).seen <= TAGS


def test_a_colour_that_is_none_is_not_used():
    assert "expression" not in as_html(OFFER, Sender("C", "red;background:expression(1)", "https://x.example"))


def test_what_no_database_can_hold_is_left_out():
    broken = Wording("Hello", ["a\x00b\ud800c\nd"])

    assert "abc\nd" in as_text(broken, WESTMARCH)
    assert "\x00" not in as_html(broken, WESTMARCH)
