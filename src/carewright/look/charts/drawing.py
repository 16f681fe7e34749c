"""A chart as SVG, drawn by Vega-Lite in this process: two of each, one for a telephone and one for a desk.

The picture stands in the page itself, so that its letters are the page's. It holds no script, no style attribute and
nothing fetched: the content security policy would refuse them (`tests/council/test_charts.py`). Drawing takes about
25 ms and the first one in a process half a second: the library is loaded by the first chart, and each picture kept.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from textwrap import wrap
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from carewright.look.charts.chart import Chart, Kind, Written

NARROW, WIDE = 330, 720
"""Widths in pixels: what a telephone of 375 has between its margins, and a comfortable line of a page."""
MOST_BESIDE = 14
"""Labels that are written one under another with their bars lying; more stand as thin bars, some labels left out."""
LYING_LETTERS, WIDE_LETTERS, MOST_LINES = 15, 26, 3
"""A label beside lying bars: letters in a line, narrow and wide, and lines."""
LINE = 17
"""Height of a label's line in pixels."""
BREAK = "|"
KEPT = 256
"""Pictures kept in memory, the last used: about 20 kB each."""
_PALETTE = ("#f46a25", "#28a197", "#3d3d3d", "#a285d1", "#801650", "#12436d")
_DASHES = ((1, 0), (6, 3), (2, 2), (10, 3, 2, 3), (12, 4), (4, 6))
_SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
_NEAR = 60
_INK, _GRID = "#0b0c0c", "#cecece"
_TAG = re.compile(r'<svg\b[^>]*\bwidth="([0-9.]+)" height="([0-9.]+)"[^>]*>')
_FRAME = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="cw-chart__picture cw-chart__picture--{kind}"'
    ' role="img" aria-labelledby="{key}-title {key}-told"'
    ' width="{across}" height="{down}" viewBox="0 0 {across} {down}">'
    '<title id="{key}-title">{title}</title><desc id="{key}-told">{told}</desc>{inner}</svg>'
)


@dataclass(frozen=True)
class Picture:
    """A chart drawn twice, and whose words are beside it."""

    narrow: SafeString
    wide: SafeString


def drawn(chart: Chart, colour: str) -> Picture:
    """The chart in the council's colour (`#1d4f91`), each picture with the chart's title and what it tells."""
    narrow, wide = (_picture(chart, colour, width) for width in (NARROW, WIDE))
    return Picture(narrow, wide)


def _picture(chart: Chart, colour: str, width: int) -> SafeString:
    told = json.dumps(specification(chart, colour, width), sort_keys=True)
    inner, across, down = _svg(told)
    return format_html(
        _FRAME,
        kind="narrow" if width == NARROW else "wide",
        key=f"chart-{sha256(f'{told}{chart.title}{chart.told}'.encode()).hexdigest()[:12]}",
        across=across,
        down=down,
        title=chart.title,
        told=chart.told,
        inner=mark_safe(inner),  # noqa: S308  # nosec B703 - the library has escaped what it drew from
    )


@lru_cache(maxsize=KEPT)
def _svg(told: str) -> tuple[str, str, str]:
    """What stands inside the SVG, and its width and height. Kept by content: the same figures are drawn once."""
    import vl_convert  # here, because loading it takes 70 MB: only processes that draw pay for it

    svg = vl_convert.vegalite_to_svg(told, vl_version="5.20")
    tag = _TAG.match(svg)
    if tag is None:
        raise ValueError("the drawing has no size")
    return svg[tag.end() :].removesuffix("</svg>"), tag[1], tag[2]


def specification(chart: Chart, colour: str, width: int) -> dict[str, Any]:
    """The chart in the grammar of Vega-Lite 5."""
    room = width // max(1, len(chart.labels))
    lying = _is_lying(chart, width, room)
    beside = LYING_LETTERS if width == NARROW else WIDE_LETTERS
    labels = _apart(_in_lines(chart.labels, beside if lying else max(7, room // 9)))
    names = _apart(tuple(one.name for one in chart.series))
    rows = [
        {"label": label, "series": name, "place": place, "figure": None if figure is None else float(figure)}
        for place, (name, one) in enumerate(zip(names, chart.series, strict=True))
        for label, figure in zip(labels, one.figures, strict=True)
    ]
    along, up = ("y", "x") if lying else ("x", "y")
    encoding = {along: _labels(labels, lying, room), up: _figures(chart, lying)} | _told_apart(
        chart, names, colour, width
    )
    if chart.kind is Kind.GROUPED:
        encoding[f"{along}Offset"] = {"field": "series", "sort": None}
    return {
        "data": {"values": rows},
        "width": width,
        "height": _height(chart, labels) if lying else 260,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": None,
        "padding": {"left": (14 if width == NARROW else 30) if lying else 2, "right": 8, "top": 2, "bottom": 2},
        "mark": _mark(chart),
        "encoding": encoding,
        "config": _CONFIG,
    }


def _is_lying(chart: Chart, width: int, room: int) -> bool:
    """Whether bars lie, with every label beside its own: on a telephone, and where a word would not fit below one."""
    if chart.kind is Kind.LINE or len(chart.labels) > MOST_BESIDE:
        return False
    longest = max((len(word) for label in chart.labels for word in label.split()), default=0)
    return width == NARROW or longest > room // 9


_CONFIG = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 14, "titleFontSize": 14, "titleFontWeight": "normal", "labelColor": _INK, "titleColor": _INK,
        "gridColor": _GRID, "domainColor": _INK, "tickColor": _INK, "titlePadding": 8,
    },
    "legend": {"labelFontSize": 14, "labelColor": _INK, "labelLimit": 300, "symbolSize": 110},
}  # fmt: skip


def _mark(chart: Chart) -> dict[str, Any]:
    few = len(chart.labels) <= MOST_BESIDE
    if chart.kind is Kind.LINE:
        return {
            "type": "line",
            "strokeWidth": 2.5,
            "aria": False,
            "point": {"size": 45, "filled": True} if few else False,
        }
    return {"type": "bar", "stroke": "#ffffff", "strokeWidth": 1 if few else 0, "aria": False}


def _height(chart: Chart, labels: tuple[str, ...]) -> dict[str, int]:
    """What a label's bars need, lying, or its own lines when they need more."""
    lines = LINE * max(label.count(BREAK) + 1 for label in labels) + 8
    if chart.kind is Kind.GROUPED:
        return {"step": max(14, lines // len(chart.series))}
    return {"step": max(32, lines)}


def _labels(labels: tuple[str, ...], lying: bool, room: int) -> dict[str, Any]:
    """The axis of labels, each in lines; standing, those that would touch are left out."""
    axis: dict[str, Any] = {"title": None, "ticks": False, "labelOverlap": not lying, "labelAngle": 0}
    axis["labelLimit"] = 280 if lying else max(100, room)
    axis |= {"labelExpr": f"split(datum.label, '{BREAK}')", "labelSeparation": 4}
    scale = {"domain": list(labels), "paddingInner": 0.25}
    return {"field": "label", "type": "ordinal", "sort": None, "axis": axis, "scale": scale}


def _in_lines(texts: tuple[str, ...], letters: int) -> tuple[str, ...]:
    """Each text in at most three lines of about so many letters; what does not fit is in the table."""
    broken = (wrap(text, letters, break_long_words=False, break_on_hyphens=False) for text in texts)
    return tuple(BREAK.join([*lines[:2], f"{lines[2]}…"] if len(lines) > MOST_LINES else lines) for lines in broken)


def _figures(chart: Chart, lying: bool) -> dict[str, Any]:
    before, after = {Written.POUNDS: ("£", ""), Written.PERCENT: ("", "%")}.get(chart.written, ("", ""))
    axis: dict[str, Any] = {"title": chart.measure, "tickCount": 4 if lying else 5, "domain": False, "ticks": False}
    axis["labelExpr"] = f"{before!r} + format(datum.value, ',') + {after!r}"
    if chart.written is Written.NUMBER:
        axis["tickMinStep"] = 1
    stack = "zero" if chart.kind is Kind.STACKED else None
    return {"field": "figure", "type": "quantitative", "axis": axis, "stack": stack}


def _told_apart(chart: Chart, names: tuple[str, ...], colour: str, width: int) -> dict[str, Any]:
    """Colour, and for lines dashes and the shapes of their points too: never colour alone."""
    legend: Any = None
    if len(names) > 1:
        legend = {"title": None, "orient": "top", "columns": 1 if width == NARROW else 3, "offset": 12}

    def by(scale: Any) -> dict[str, Any]:
        told = {"domain": list(names), "range": list(scale[: len(names)])}
        return {"field": "series", "type": "nominal", "sort": None, "legend": legend, "scale": told}

    if chart.kind is Kind.LINE:
        return {"color": by(colours(colour)), "strokeDash": by(_DASHES), "shape": by(_SHAPES)}
    return {"color": by(colours(colour)), "order": {"field": "place"}}


def colours(colour: str) -> tuple[str, ...]:
    """The council's colour first, then those of the palette that are not like it."""
    return colour, *[one for one in _PALETTE if _distance(one, colour) > _NEAR]


def _distance(one: str, other: str) -> int:
    return sum(abs(a - b) for a, b in zip(_rgb(one), _rgb(other), strict=True))


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _apart(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Texts that are alike told apart by what is not seen: two providers may have one name."""
    return tuple(text + "\u200b" * texts[:n].count(text) for n, text in enumerate(texts))
