"""A wording as the text and the HTML of an email. Everything handed in is escaped; no image, script or outside link."""

import re
from dataclasses import dataclass
from html import escape

from carewright.messages.wording import Action, Wording

LINK_TAKEN_OUT = "[a link for the recipient alone]"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_INK = "#0b0c0c"
_GREEN = "#00703c"
_TYPE = "font-family:Arial,Helvetica,sans-serif;font-size:18px;line-height:1.4"


@dataclass(frozen=True)
class Sender:
    """In whose name emails go out: the council, its colour, and the address that links begin with."""

    council: str
    colour: str
    address: str

    def link(self, action: Action) -> str:
        """Where the action leads."""
        return f"{self.address.rstrip('/')}{action.path}"

    @property
    def signature(self) -> str:
        """The line at the end of every email."""
        return f"{self.council}, care brokerage"


def as_text(wording: Wording, sender: Sender) -> str:
    """The wording as plain text: a blank line between its parts."""
    blocks = list(wording.paragraphs)
    if wording.facts:
        blocks.append("\n".join(f"{label}: {value}" for label, value in wording.facts))
    if wording.action:
        blocks.append(f"{wording.action.label}:\n{sender.link(wording.action)}")
    blocks += [*wording.after, sender.signature]
    return _writable("\n\n".join(blocks)) + "\n"


def as_html(wording: Wording, sender: Sender) -> str:
    """The wording as one plain page that reads well on a telephone and on a desk."""
    body = [
        f'<h1 style="margin:0 0 20px;font-size:24px;line-height:1.25">{escape(wording.subject)}</h1>',
        *(_paragraph(text) for text in wording.paragraphs),
        _facts(wording) if wording.facts else "",
        _button(wording.action, sender) if wording.action else "",
        *(_paragraph(text) for text in wording.after),
    ]
    page = _PAGE.format(
        title=escape(wording.subject),
        council=escape(sender.council),
        signature=escape(sender.signature),
        colour=sender.colour if _COLOUR.fullmatch(sender.colour) else _INK,
        ink=_INK,
        type=_TYPE,
        body="\n".join(part for part in body if part),
    )
    return _writable(page)


def without_link(rendered: str, link: str) -> str:
    """A text or HTML without a secret link that it held."""
    return rendered.replace(link, LINK_TAKEN_OUT).replace(escape(link), LINK_TAKEN_OUT) if link else rendered


def _writable(text: str) -> str:
    """The text without what no mail and no database can hold: control characters and halves of characters."""
    return _UNWRITABLE.sub("", text)


def _paragraph(text: str) -> str:
    return f'<p style="margin:0 0 20px">{_lines(text)}</p>'


def _facts(wording: Wording) -> str:
    rows = "\n".join(
        '<tr><th scope="row" style="padding:8px 16px 8px 0;text-align:left;vertical-align:top;width:38%;'
        f'border-bottom:1px solid #b1b4b6">{escape(label)}</th>'
        f'<td style="padding:8px 0;vertical-align:top;border-bottom:1px solid #b1b4b6">{_lines(value)}</td></tr>'
        for label, value in wording.facts
    )
    return f'<table style="width:100%;margin:0 0 24px;border-collapse:collapse">\n{rows}\n</table>'


def _button(action: Action, sender: Sender) -> str:
    return (
        f'<p style="margin:0 0 24px"><a href="{escape(sender.link(action))}" style="display:inline-block;'
        f'padding:10px 18px;background:{_GREEN};color:#ffffff;font-weight:bold;text-decoration:none">'
        f"{escape(action.label)}</a></p>"
    )


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;background:#f3f2f1;color:{ink};{type}">
<div style="max-width:600px;margin:0 auto;background:#ffffff">
<div style="padding:16px 20px;background:{colour};color:#ffffff;font-size:20px;font-weight:bold">{council}</div>
<div style="padding:24px 20px 4px">
{body}
</div>
<div style="padding:16px 20px;border-top:1px solid #b1b4b6;font-size:16px;color:#505a5f">{signature}</div>
</div>
</body>
</html>
"""
