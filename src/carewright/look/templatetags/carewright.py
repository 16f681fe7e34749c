"""The components: `{% load carewright %}`.

Times      {{ due|in_words:at }}  {{ due|time_left:at }}  {{ when|moment:at }}  {{ when|day:at }}
           {{ when|clock }}  {{ took|duration }}
Days       {{ expected|in_full }}  {{ expected|away:at }}
Figures    {{ amount|money }}  {{ amount|more_or_less }}  {{ weekly|hours }}  {{ weekly|figure }}
           {{ more|signed }}  {{ owed|signed_money }}  {{ owed|without_sign|money }}
State      {% rag "red" "hospital discharge, no care in place" %}  {% state_tag "On hold" "grey" %}
Facts      {% summary_list facts %}                      facts: look.parts.Fact
Timeline   {% timeline lines %}                          lines: look.parts.lines_of(entries)
           {% show_emails told %}{% timeline told.lines %}   told: look.parts.told(entries, request)
Tabs       {% tabs pages "Orders" %}                     pages: look.parts.Tab
Lists      {% pagination page_of_rows %}  {% sorted_by "waiting" "Waiting" %}
Why        {% working rules="CHG-2a CHG-2b" policy=version %}<p>Figures</p>{% endworking %}
Charts     {% chart reviews_by_month %}                  a look.charts.Chart: picture, words and table
Nothing    {% empty "No referrals are waiting. New ones appear here when a team sends them." %}
Act        {% post_button "Withdraw" url %}  {% blocked "Offer to Kestrel Care" "Its offer is still open until 11am." %}
Go         {% back_link url %}  {% ref_link "REF-7K3M-9QWA-5" %}
"""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from carewright.kernel import hours as kernel_hours
from carewright.kernel import money as kernel_money
from carewright.look import days
from carewright.look.charts import Chart, drawn
from carewright.look.links import page_of
from carewright.worktime import date_words, duration_words, is_late, moment_words, time_left_words, time_words
from carewright.worktime.clock import utc

register = template.Library()

MINUS = "\N{MINUS SIGN}"
PLAIN_COLOUR = "#1d70b8"
MOST_ROWS_OPEN = 12
"""Rows of a chart's table that are shown without being asked for."""
SHAPES = {"red": "■", "amber": "▲", "green": "●"}


@register.filter
def iso(at: datetime) -> str:
    """The moment as machines read it, in UTC."""
    return utc(at).strftime("%Y-%m-%dT%H:%M:%SZ")


@register.filter
def time_left(due: datetime, now: datetime) -> SafeString:
    """`in 40 minutes`, `12 minutes late`; kept true by countdown.js."""
    late = " cw-due--late" if is_late(now, due) else ""
    return format_html('<span class="cw-due{}" data-due="{}">{}</span>', late, iso(due), time_left_words(due, now))


@register.filter
def in_words(due: datetime, now: datetime) -> SafeString:
    """`9:45am Wed 27 December, in 40 minutes`: a due moment, always with how it stands to now."""
    return format_html("{}, {}", moment(due, now), time_left(due, now))


@register.filter
def moment(at: datetime, now: datetime) -> SafeString:
    """`9:45am Wed 27 December`: when something was or will be."""
    return format_html('<time datetime="{}">{}</time>', iso(at), moment_words(at, now))


@register.filter
def day(at: datetime, now: datetime) -> SafeString:
    """`Wed 27 December`."""
    return format_html('<time datetime="{}">{}</time>', iso(at), date_words(at, now))


@register.filter
def clock(at: datetime) -> str:
    """`9:45am`: the time of day in London alone, under a heading that has the day."""
    return time_words(at)


@register.filter
def in_full(day: date | None) -> str:
    """`8 January 2018`: a day of a case; a dash when there is none."""
    return "–" if day is None else days.in_full(day)


@register.filter
def away(day: date, now: datetime) -> str:
    """`in 3 days`, `tomorrow`, `yesterday`: how a day stands to now."""
    return days.away(day, days.today(now))


@register.filter
def duration(length: timedelta | None) -> str:
    """`1 hour 5 minutes`; a dash when there is none."""
    return "–" if length is None else duration_words(length)


@register.filter
def more_or_less(amount: Decimal | None) -> str:
    """`£36.80 less`; a dash when there is none."""
    return "–" if amount is None else kernel_money.difference_in_words(amount)


@register.filter
def money(amount: Decimal | None) -> str:
    """`£1,234.50`; a dash when there is none."""
    return "–" if amount is None else kernel_money.in_words(amount)


@register.filter
def hours(number: Decimal | None) -> str:
    """`10.5 hours`; a dash when there are none."""
    return "–" if number is None else f"{kernel_hours.in_words(number)} hour{'' if number == 1 else 's'}"


@register.filter
def figure(number: Decimal | None) -> str:
    """`10.5`: hours alone, in a column of them or before other words; a dash when there are none."""
    return "–" if number is None else kernel_hours.in_words(number)


@register.filter
def signed(number: Decimal) -> str:
    """`+2.5`, `−2.5`: hours more or fewer; a dash when none."""
    return f"{'+' if number > 0 else MINUS}{kernel_hours.in_words(abs(number))}" if number else "–"


@register.filter
def signed_money(amount: Decimal) -> str:
    """`+£73.60`, `−£73.60`: money owed either way; a dash when none."""
    return f"{'+' if amount > 0 else MINUS}{kernel_money.in_words(abs(amount))}" if amount else "–"


@register.filter
def without_sign(number: Decimal) -> Decimal:
    """The number itself, where words say which way it goes."""
    return abs(number)


@register.simple_tag
def rag(level: str, why: str = "") -> SafeString:
    """Red, amber or green as a word and a shape, with the reason after it."""
    tag = format_html(
        '<strong class="cw-rag cw-rag--{}"><span class="cw-rag__shape" aria-hidden="true">{}</span>{}</strong>',
        level,
        SHAPES[level],
        level.capitalize(),
    )
    return format_html("{} {}", tag, why) if why else tag


@register.simple_tag
def state_tag(words: str, colour: str = "") -> SafeString:
    """A state in words: grey, green, teal, blue, purple, magenta, red, orange or yellow."""
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", words)


@register.simple_tag
def ref_link(ref: str, words: str = "") -> SafeString:
    """A link to the page about the reference; its words alone when it has no page."""
    url = page_of(ref)
    shown = words or format_html('<span class="cw-ref">{}</span>', ref)
    return format_html('<a class="govuk-link" href="{}">{}</a>', url, shown) if url else format_html("{}", shown)


@register.simple_tag
def back_link(url: str, words: str = "Back") -> SafeString:
    """The link above the heading, to the page before."""
    return format_html('<nav aria-label="Back"><a href="{}" class="govuk-back-link">{}</a></nav>', url, words)


@register.simple_tag
def empty(sentence: str) -> SafeString:
    """What an empty list says: what would fill it."""
    return format_html('<div class="cw-empty"><p class="govuk-body">{}</p></div>', sentence)


@register.inclusion_tag("look/summary_list.html")
def summary_list(facts: list[Any]) -> dict[str, Any]:
    """Facts with labels, each with a link to change it where it has one."""
    return {"facts": facts, "may_change": any(fact.change for fact in facts)}


@register.inclusion_tag("look/timeline.html", takes_context=True)
def timeline(context: Context, lines: list[Any]) -> dict[str, Any]:
    """What happened, in sentences, newest first (TRAIL-3)."""
    return {"lines": lines, "at": context["at"]}


@register.inclusion_tag("look/show_emails.html", takes_context=True)
def show_emails(context: Context, told: Any) -> dict[str, Any]:
    """The link that shows the emails of a timeline, or hides them again."""
    return {"told": told, "request": context["request"]}


@register.inclusion_tag("look/tabs.html")
def tabs(pages: list[Any], current: str, label: str = "Parts of this page") -> dict[str, Any]:
    """Tabs that are pages with addresses of their own."""
    return {"pages": pages, "current": current, "label": label}


@register.inclusion_tag("look/pagination.html", takes_context=True)
def pagination(context: Context, rows: Any) -> dict[str, Any]:
    """Earlier and later pages of a list (Django's Page); the filters stay in the address."""
    numbers = list(rows.paginator.get_elided_page_range(rows.number, on_each_side=1, on_ends=1))
    return {"rows": rows, "numbers": numbers, "request": context["request"]}


@register.inclusion_tag("look/sorted_by.html", takes_context=True)
def sorted_by(context: Context, key: str, words: str, numeric: bool = False) -> dict[str, Any]:
    """A column's heading which sorts by it: `?sort=waiting`, and `?sort=-waiting` when pressed again."""
    now = context["request"].GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    return {
        "words": words,
        "direction": direction,
        "numeric": numeric,
        "request": context["request"],
        "next": f"-{key}" if now == key else key,
    }


@register.inclusion_tag("look/chart.html", takes_context=True)
def chart(context: Context, chart: Chart) -> dict[str, Any]:
    """A chart in the council's colour, with what it says in words and its table, folded away when it is long."""
    picture = None if chart.is_empty else drawn(chart, context.get("council_colour") or PLAIN_COLOUR)
    return {"chart": chart, "picture": picture, "folded": len(chart.labels) > MOST_ROWS_OPEN}


@register.inclusion_tag("look/post_button.html", takes_context=True)
def post_button(
    context: Context, words: str, url: str, kind: str = "secondary", hidden_words: str = "", **fields: str
) -> dict[str, Any]:
    """A button that does something: kind `primary` (the green one), `secondary` or `warning`. Fields go with it."""
    return {
        "words": words,
        "url": url,
        "kind": kind,
        "hidden_words": hidden_words,
        "fields": fields,
        "csrf_token": context.get("csrf_token"),
    }


@register.inclusion_tag("look/blocked.html")
def blocked(words: str, reason: str) -> dict[str, str]:
    """What this person may do, but not now: shown, with the reason in words."""
    return {"words": words, "reason": reason}


@register.simple_block_tag
def working(content: SafeString, rules: str = "", policy: str = "") -> SafeString:
    """“Show working”: rule ids, figures and policy version, folded away (POL-2)."""
    said = [f"Rules: {rules}." if rules else "", f"Policy: {policy}." if policy else ""]
    notes = format_html('<p class="govuk-body-s">{}</p>', " ".join(s for s in said if s)) if any(said) else ""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">Show working</span></summary>'
        '<div class="govuk-details__text">{}{}</div></details>',
        content,
        notes,
    )
