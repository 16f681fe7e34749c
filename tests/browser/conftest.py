"""Looking at the product as people do: a live server, Chromium, and axe.

A test opens a page in one of its states and says `looked(page, name)`: as wide as a telephone, a tablet and a desk,
axe finds nothing, nothing hangs over the edge, and the browser complains of nothing. With
CAREWRIGHT_SCREENSHOTS=FOLDER, each look leaves three pictures there. `press` and `follow` wait for the page that comes.

    def test_a_list_with_nothing_in_it(as_user, looked, council):
        page = as_user(Role.BROKER, unit=council)
        page.goto("/work/")
        looked(page, "my work, empty")
        follow(page, "Settings")
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from carewright.access.models import Unit
from carewright.access.roles import Role
from tests.council.conftest import council as council
from tests.council.conftest import user_holding

WIDTHS = (375, 768, 1280)
WEDNESDAY_MORNING = datetime(2017, 12, 27, 9, 5, tzinfo=UTC)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

Looked = Callable[..., None]
AsUser = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser; tests that need it are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here: install it (Debian: apt-get install chromium) to run the browser tests")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The moment on every page: 9:05am on Wednesday 27 December 2017."""
    monkeypatch.setattr("carewright.config.middleware.now", lambda: WEDNESDAY_MORNING)
    return WEDNESDAY_MORNING


@pytest.fixture
def script() -> bool:
    """Whether the browser runs scripts; a test may say otherwise by a parameter of this name."""
    return True


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer, now: datetime, script: bool) -> Iterator[Page]:
    """A page of somebody who is not signed in. What the browser complains of is kept for `looked`."""
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=script)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    opened.on("requestfailed", lambda failed: complaints.extend(_not_loaded(failed)))
    opened.complaints = complaints  # type: ignore[attr-defined]  # read by `looked`
    yield opened
    context.close()


@pytest.fixture
def as_user(page: Page, live_server: LiveServer) -> AsUser:
    """The page, signed in as somebody new who holds these roles."""

    def sign_in(*roles: Role, unit: Unit | None = None, **more: Any) -> Page:
        client = Client()
        client.force_login(user_holding(*roles, unit=unit, **more))
        cookies = [
            {"name": name, "value": morsel.value, "url": live_server.url} for name, morsel in client.cookies.items()
        ]
        page.context.add_cookies(cookies)  # type: ignore[arg-type]
        return page

    return sign_in


def press(page: Page, name: str) -> None:
    """Press a button, and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link, and wait for the page that comes."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).click()


@pytest.fixture
def looked() -> Looked:
    """Look at the page at every width. `may_complain`: of what the browser may, such as a refusal’s status."""
    axe = Axe()

    def look(page: Page, name: str, *, may_complain: str = "") -> None:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            _keep_picture(page, f"{name} {width}")
            assert _overhang(page) == [], f"{name} at {width} pixels hangs over the edge"
            found = axe.run(page)
            assert found.violations_count == 0, f"{name} at {width} pixels: {found.generate_report()}"
        complaints = page.complaints  # type: ignore[attr-defined]
        said = [each for each in complaints if not may_complain or may_complain not in each]
        complaints.clear()
        assert said == [], name

    return look


def _not_loaded(request: Request) -> list[str]:
    """What was not loaded; given up because the page was left is no complaint."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url} was not loaded: {request.failure}"]


def _overhang(page: Page) -> list[str]:
    """What is wider than the window, outside of what scrolls by itself."""
    found: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
        [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
            && !e.closest('.cw-scroll')).map(e => e.outerHTML.slice(0, 120))"""
    )
    return found


def _keep_picture(page: Page, name: str) -> None:
    folder = os.environ.get("CAREWRIGHT_SCREENSHOTS")
    if folder:
        path = Path(folder) / f"{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-')}.png"
        page.screenshot(path=path, full_page=True)
