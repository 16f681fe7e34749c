"""What is said in emails: pure functions that give a `Wording`, one module per area.

To a provider nothing here names a person or gives an address: that waits for its release (ROLE-7), and then stands on a
page that it signs in to, not in an email. No wording holds a price (ROLE-6). Moments come as such and leave as words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Action:
    """The one thing to do next: its words and where, as a path on this installation's address.

    `secret`: the path itself lets its holder in (a signed link), so that it isn't kept once it has been sent.
    """

    label: str
    path: str
    secret: bool = False

    def __post_init__(self) -> None:
        if not self.path.startswith("/") or self.path.startswith("//"):
            raise ValueError(f"an action leads to a path of this installation, not to {self.path!r}")


@dataclass(frozen=True)
class Wording:
    """An email before it is rendered: paragraphs, facts (label and value), the action, then the last paragraphs."""

    subject: str
    paragraphs: Sequence[str]
    facts: Sequence[tuple[str, str]] = field(default=())
    action: Action | None = None
    after: Sequence[str] = field(default=())
