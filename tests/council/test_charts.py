"""Charts: a picture that the content security policy allows, the same in words, and the figures as a table."""

import re
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from subprocess import run
from sys import executable
from xml.etree import ElementTree

import pytest
from django.template import engines

from carewright.look.charts import MOST_SERIES, Chart, Kind, Series, Written, drawn
from carewright.look.charts.drawing import colours

COLOUR = "#1d4f91"
NASTY = '<script>alert(1)</script> "quoted" {{ 7*7 }} & datum.x \'); '
SVG = "{http://www.w3.org/2000/svg}"


def a_chart(kind: Kind = Kind.LINE, **told: object) -> Chart:
    names = ("",) if kind is Kind.BAR else ("Plan", "Forecast", "Taken place")
    asked = {
        "title": "Reviews by month",
        "told": "Fewer take place than planned.",
        "labels": ("Jan 2018", "Feb 2018", "Mar 2018"),
        "series": tuple(Series(name, (n, None, 3 * n + 1)) for n, name in enumerate(names, 1)),
        "measure": "people",
        "across": "Month",
    }
    return Chart(kind=kind, **asked | told)


def shown(chart: Chart) -> str:
    content = {"chart": chart, "council_colour": COLOUR}
    return engines["django"].from_string("{% load carewright %}{% chart chart %}").render(content)


def pictures(chart: Chart) -> list[str]:
    picture = drawn(chart, COLOUR)
    return [picture.wide, picture.narrow]


@pytest.mark.parametrize("kind", Kind)
def test_a_picture_is_whole_and_holds_nothing_that_the_policy_of_content_refuses(kind):
    for svg in pictures(a_chart(kind)):
        names = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(svg).iter()}
        attributes = {key for element in ElementTree.fromstring(svg).iter() for key in element.attrib}

        assert names <= {"svg", "title", "desc", "g", "path", "line", "text", "tspan", "rect"}
        assert not {key for key in attributes if key == "style" or key.startswith("on") or key.endswith("href")}
        assert "url(" not in svg


@pytest.mark.parametrize("kind", Kind)
def test_a_picture_says_what_it_shows_to_who_cannot_see_it(kind):
    for svg in pictures(a_chart(kind)):
        root = ElementTree.fromstring(svg)
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert (title.text, told.text) == ("Reviews by month", "Fewer take place than planned.")


def test_the_figures_stand_beside_it_as_a_table():
    said = shown(a_chart(Kind.GROUPED))

    assert re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', said) == ["Month", "Plan", "Forecast", "Taken place"]
    assert re.findall(r'<th scope="row"[^>]*>([^<]*)</th>', said) == ["Jan 2018", "Feb 2018", "Mar 2018"]
    assert re.findall(r"<td[^>]*>([^<]*)</td>", said) == ["1", "2", "3", "–", "–", "–", "4", "7", "10"]
    assert "<details" not in said


def test_a_long_table_is_folded_away():
    labels = tuple(f"Week {n}" for n in range(60))

    assert "<details" in shown(a_chart(labels=labels, series=(Series("Plan", tuple(range(60))),)))


@pytest.mark.parametrize(
    ("written", "figure", "words"),
    [
        (Written.NUMBER, 12345, "12,345"),
        (Written.POUNDS, Decimal("1234.5"), "£1,234.50"),
        (Written.HOURS, Decimal("10.50"), "10.5"),
        (Written.PERCENT, Decimal("12.5"), "12.5%"),
    ],
)
def test_a_figure_is_written_as_people_write_it(written, figure, words):
    chart = a_chart(Kind.BAR, labels=("East",), series=(Series("", (figure,)),), written=written)

    assert chart.rows == [("East", (("People", words),))]


@pytest.mark.parametrize("kind", Kind)
def test_what_comes_from_people_is_shown_as_text(kind):
    names = ("",) if kind is Kind.BAR else (NASTY, NASTY)
    chart = a_chart(
        kind, title=NASTY, told=NASTY, labels=(NASTY, NASTY), series=tuple(Series(n, (1, 2)) for n in names),
        measure=NASTY, across=NASTY,
    )  # fmt: skip
    said = shown(chart)

    assert "<script" not in said
    assert "49" not in "".join(re.findall(r"<text[^>]*>([^<]*)", said))
    for svg in pictures(chart):
        assert ElementTree.fromstring(svg).find(f"{SVG}script") is None


def test_every_label_is_written_where_words_are_too_long_to_stand_below_their_bars():
    labels = tuple(f"Featherstonehaugh {n}" for n in range(10))

    for svg in pictures(a_chart(Kind.BAR, labels=labels, series=(Series("", tuple(range(10))),))):
        assert svg.count(">Featherstonehaugh") == 10


def test_two_of_one_name_keep_a_bar_each():
    twice = a_chart(Kind.BAR, labels=("Elm Care", "Elm Care"), series=(Series("", (1, 2)),))
    apart = a_chart(Kind.BAR, labels=("Elm Care", "Oak Care"), series=(Series("", (1, 2)),))

    assert [svg.count("<path") for svg in pictures(twice)] == [svg.count("<path") for svg in pictures(apart)]


def test_an_empty_chart_says_so_and_draws_nothing():
    assert "There are no figures to draw yet." in shown(a_chart(labels=(), series=(Series("Plan", ()),)))
    assert "<svg" not in shown(a_chart(labels=("Jan",), series=(Series("Plan", (None,)),)))


def test_lines_are_told_apart_without_colour():
    svg = pictures(a_chart(Kind.LINE))[0]

    assert len(set(re.findall(r'stroke-dasharray="([0-9,]+)"', svg))) >= 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"series": ()},
        {"series": (Series("Plan", (1, 2)),)},
        {"series": tuple(Series(str(n), (1, 2, 3)) for n in range(MOST_SERIES + 1))},
        {"kind": Kind.BAR, "series": (Series("a", (1, 2, 3)), Series("b", (1, 2, 3)))},
    ],
)
def test_a_chart_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValueError, match=r"series"):
        a_chart(**wrong)


@pytest.mark.parametrize("colour", [COLOUR, "#f46a25", "#12436d", "#000000", "#28a197"])
def test_there_are_colours_enough_whatever_the_councils(colour):
    assert len(colours(colour)) >= MOST_SERIES
    assert colours(colour)[0] == colour


def test_it_may_be_drawn_by_several_at_once():
    charts = [a_chart(title=f"Reviews of team {n}") for n in range(8)]
    alone = [drawn(chart, "#00703c") for chart in charts]

    with ThreadPoolExecutor(4) as several:
        assert list(several.map(lambda chart: drawn(chart, "#00703c"), charts)) == alone


def test_a_process_that_draws_nothing_does_not_load_the_library():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'carewright.config.settings'; import django;"
        "django.setup(); import carewright.council.urls; sys.exit('vl_convert' in sys.modules)"
    )

    assert run([executable, "-c", code], check=False).returncode == 0
