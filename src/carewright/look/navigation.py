"""The items of the menu at the top of every page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from carewright.access.actors import Actor
from carewright.access.check import may


@dataclass(frozen=True)
class Item:
    """A menu item: what it says, the name of its address, and the right that its page needs."""

    label: str
    name: str
    right: str


@dataclass(frozen=True)
class Shown:
    """A menu item as shown: current when the page lies below its address."""

    label: str
    url: str
    current: bool


def menu(items: Iterable[Item], by: Actor, path: str) -> list[Shown]:
    """The items whose pages exist and which this person may see."""
    urls = [(item.label, address(item.name)) for item in items if may(by, item.right)]
    return [Shown(label, url, path.startswith(url)) for label, url in urls if url]


def address(name: str, *args: str) -> str:
    """The address of a page by its name; empty when the program has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
