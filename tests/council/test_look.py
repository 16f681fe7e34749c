"""The components, the colours and the files that pages ask for."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.paginator import Paginator
from django.template import engines

from carewright.config.installation import BadSettings, read
from carewright.look.colours import contrast_with_white, is_usable
from carewright.look.parts import Fact, Line, Tab
from tests.house.source import PACKAGE

NOW = datetime(2017, 12, 27, 9, 5, tzinfo=UTC)


def shown(template: str, rf=None, **content: object) -> str:
    request = rf.get("/list/?area=east&page=2&sort=waiting") if rf else None
    return engines["django"].from_string("{% load carewright %}" + template).render({"at": NOW} | content, request)


def test_red_amber_and_green_are_a_word_and_a_shape_beside_the_colour():
    said = shown('{% rag "red" "hospital discharge" %}{% rag "amber" %}{% rag "green" %}')

    for word, shape in (("Red", "■"), ("Amber", "▲"), ("Green", "●")):
        assert f'aria-hidden="true">{shape}</span>{word}</strong>' in said
    assert "hospital discharge" in said


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("{{ value|money }}", Decimal("1234.5"), "£1,234.50"),
        ("{{ value|money }}", None, "–"),
        ("{{ value|hours }}", Decimal("10.50"), "10.5 hours"),
        ("{{ value|hours }}", Decimal(1), "1 hour"),
        ("{{ value|duration }}", timedelta(minutes=65), "1 hour 5 minutes"),
        ("{{ value|duration }}", None, "–"),
        ("{{ value|moment:at }}", NOW, '<time datetime="2017-12-27T09:05:00Z">9:05am Wed 27 December</time>'),
        ("{{ value|day:at }}", NOW, '<time datetime="2017-12-27T09:05:00Z">Wed 27 December</time>'),
    ],
)
def test_figures_and_times_are_written_as_people_write_them(template, value, said):
    assert shown(template, value=value) == said


def test_what_comes_from_people_is_shown_as_text():
    bad = "<script>alert(1)</script>"
    facts, lines = [Fact(bad, bad, bad)], [Line(bad, NOW, bad, bad)]

    said = shown(
        "{% summary_list facts %}{% timeline lines %}{% tabs tabs bad %}{% empty bad %}{% state_tag bad %}"
        '{% rag "red" bad %}{% ref_link bad %}{% blocked bad bad %}{% post_button bad bad %}'
        "{% working rules=bad policy=bad %}{{ bad }}{% endworking %}",
        facts=facts, lines=lines, tabs=[Tab(bad, bad)], bad=bad,
    )  # fmt: skip

    assert "<script>" not in said


def test_pages_of_a_list_keep_the_filters_in_the_address(rf):
    rows = Paginator(range(100), 10).get_page(2)

    said = shown("{% pagination rows %}", rf, rows=rows)

    assert 'href="?area=east&amp;page=3&amp;sort=waiting"' in said
    assert 'aria-label="Page 2" aria-current="page"' in said


def test_a_heading_sorts_one_way_then_the_other(rf):
    said = shown('{% sorted_by "waiting" "Waiting" %}{% sorted_by "area" "Area" %}', rf)

    first, second = said.split("</th>")[:2]
    assert 'aria-sort="ascending"' in first
    assert 'href="?area=east&amp;sort=-waiting"' in first
    assert 'aria-sort="none"' in second
    assert 'href="?area=east&amp;sort=area"' in second


def test_a_reference_without_a_page_is_shown_without_a_link():
    assert shown('{% ref_link "XYZ-7K3M-9QWA-5" %}') == '<span class="cw-ref">XYZ-7K3M-9QWA-5</span>'


def test_what_is_not_possible_now_is_shown_with_its_reason():
    said = shown('{% blocked "Offer to Kestrel Care" "Its offer is still open until 11am." %}')

    assert " disabled>Offer to Kestrel Care</button>" in said
    assert "still open until 11am" in said


@pytest.mark.parametrize("name", ["govuk/govuk-frontend.min.css", "govuk/govuk-frontend.min.js", "look/carewright.css",
                                  "look/start.js", "look/countdown.js", "look/favicon.svg"])  # fmt: skip
def test_what_pages_ask_for_is_served_by_the_program_itself(client, name):
    response = client.get(f"/static/{name}")

    assert response.status_code == 200
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Content-Security-Policy" in response
    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize(
    "path", ["govuk/all.bundle.js", "govuk/../package.json", "govuk/assets/images/govuk-crest.svg"]
)
def test_nothing_else_of_the_package_is_served(client, path):
    assert client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("colour", ["#1d4f91", "#00703c", "#4c2c92", "#000000"])
def test_a_colour_on_which_white_can_be_read_is_taken(colour):
    assert read({"CAREWRIGHT_COUNCIL_COLOUR": colour, "CAREWRIGHT_SECRET_KEY": "x" * 40}).council_colour == colour


@pytest.mark.parametrize("colour", ["blue", "#fff", "#ffdd00", "#1d4f91;}body{display:none", "#12345"])
def test_any_other_colour_is_refused_with_what_to_do(colour, capsys):
    with pytest.raises(BadSettings):
        read({"CAREWRIGHT_COUNCIL_COLOUR": colour, "CAREWRIGHT_SECRET_KEY": "x" * 40})

    assert "CAREWRIGHT_COUNCIL_COLOUR" in capsys.readouterr().err


def test_contrast_is_that_of_the_guidelines():
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#ffffff") == pytest.approx(1)
    assert contrast_with_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert not is_usable("#777777")


def test_the_style_sheet_is_whole():
    sheet = (PACKAGE / "look/static/look/carewright.css").read_text(encoding="utf-8")

    assert sheet.count("{") == sheet.count("}")
