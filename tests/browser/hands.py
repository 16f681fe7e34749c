"""How somebody gets through a page: by the keyboard alone, or with a pointer and without scripts.

Both do what a person would by the words on the page, so that one story is told with either.
"""

from pathlib import Path
from typing import Protocol

from playwright.sync_api import ElementHandle, Locator, Page

MOST_TABS = 250
"""So often is Tab pressed before the page is said to have no such control."""


class Hands(Protocol):
    """What somebody does on a page, by the words that are there."""

    page: Page

    def press(self, name: str) -> None:
        """Press a button, and wait for the page that comes."""

    def follow(self, name: str) -> None:
        """Follow a link, and wait for the page that comes."""

    def fill(self, label: str, text: str) -> None:
        """Write into a field."""

    def choose(self, label: str) -> None:
        """Choose an answer, or tick a box."""

    def select(self, label: str, option: str) -> None:
        """Select an option of a list."""

    def attach(self, label: str, file: Path) -> None:
        """Choose a file."""


def named(page: Page, name: str) -> Locator:
    """The link of this name; one may look, and be announced, as a button."""
    link = page.get_by_role("link", name=name, exact=True)
    return link.or_(page.get_by_role("button", name=name, exact=True)).first


class Pointer:
    """Clicks and types."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str) -> None:
        with self.page.expect_navigation():
            named(self.page, name).click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label, exact=True).check()

    def select(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(option)

    def attach(self, label: str, file: Path) -> None:
        self.page.get_by_label(label, exact=True).set_input_files(file)


class Keyboard:
    """Tab, arrows, Space, Enter and letters; the pointer is never touched, nor is focus set any other way."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.on("filechooser", lambda _: None)  # from the start: switched on only when a file is asked for, it may lag

    def press(self, name: str) -> None:
        self._enter(self.page.get_by_role("button", name=name, exact=True), f"the button {name}")

    def follow(self, name: str) -> None:
        self._enter(named(self.page, name), f"the link {name}")

    def fill(self, label: str, text: str) -> None:
        self._go_to(self.page.get_by_label(label, exact=True), label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Into a group of radios one comes by Tab, and from one to another by arrows."""
        asked = self.page.get_by_label(label, exact=True)
        if asked.get_attribute("type") != "radio":
            self._go_to(asked, label)
        else:
            self._go_into_group(asked, label)
        if not asked.is_checked():
            self.page.keyboard.press("Space")
        assert asked.is_checked(), label

    def select(self, label: str, option: str) -> None:
        """A list moves to the option whose first letters are typed."""
        asked = self.page.get_by_label(label, exact=True)
        self._go_to(asked, label)
        self.page.keyboard.type(option)
        assert asked.locator("option:checked").inner_text() == option

    def attach(self, label: str, file: Path) -> None:
        self._go_to(self.page.get_by_label(label, exact=True), label)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def _enter(self, control: Locator, words: str) -> None:
        self._go_to(control, words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def _go_to(self, control: Locator, words: str) -> None:
        wanted = control.element_handle()
        for _ in range(MOST_TABS):
            if self._is_here(wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {words} on {self.page.url}")

    def _go_into_group(self, control: Locator, words: str) -> None:
        wanted = control.element_handle()
        in_group = "one => document.activeElement.type === 'radio' && document.activeElement.name === one.name"
        for _ in range(MOST_TABS):
            if wanted.evaluate(in_group):
                break
            self.page.keyboard.press("Tab")
        for _ in range(MOST_TABS):
            if self._is_here(wanted):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The keyboard does not reach {words} on {self.page.url}")

    def _is_here(self, wanted: ElementHandle) -> bool:
        return bool(wanted.evaluate("one => one === document.activeElement"))
