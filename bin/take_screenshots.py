"""Takes the small pictures of the main pages in docs/screens, from the demonstration county: `make screenshots`.

The county is made in var/screens, and kept there for the next time; remove that folder for a new one. Look at every
picture before committing it.
"""

import io
import re
import subprocess  # starts this same program, with no shell
import sys
import time
from collections.abc import Callable
from pathlib import Path
from shutil import which
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
COUNTY = ROOT / "var" / "screens"
PORT = 8719
ADDRESS = f"http://127.0.0.1:{PORT}"
READY_WITHIN = 600
"""Seconds that the county may take to be made."""
DESK, TALL, TELEPHONE = (1100, 800), (1100, 1200), (375, 1000)
ASKED = re.compile(r"Offer to (.+): answer by")
COLOURS = 64
MOST_BYTES = 100_000


def main() -> int:
    """Start the demonstration, take every picture, stop it."""
    chromium = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        print("carewright: there is no Chromium here; install it (Debian: apt-get install chromium)", file=sys.stderr)
        return 2
    SCREENS.mkdir(parents=True, exist_ok=True)
    program = [sys.executable, "-m", "carewright.cli.main", "demo", "--port", str(PORT), "--folder", str(COUNTY)]
    demonstration = subprocess.Popen(program, stdout=subprocess.DEVNULL)  # noqa: S603 - this program itself, no shell
    try:
        wait_for(demonstration)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, (who, size, go) in PICTURES.items():
                take(browser, name, who, size, go)
            browser.close()
    finally:
        demonstration.terminate()
        demonstration.wait()
    return 0


def wait_for(demonstration: "subprocess.Popen[bytes]") -> None:
    """Until the demonstration answers."""
    for _ in range(READY_WITHIN):
        if demonstration.poll() is not None:
            raise SystemExit("carewright: the demonstration did not start; see what it said above")
        try:
            urlopen(f"{ADDRESS}/account/login/").close()  # noqa: S310 - our own address on this machine
        except URLError:
            time.sleep(1)
        else:
            return
    raise SystemExit("carewright: the demonstration is not ready after ten minutes")


def take(browser: Browser, name: str, who: str, size: tuple[int, int], go: Callable[[Page], None]) -> None:
    """One picture, as this person sees the page, in few colours."""
    page = browser.new_page(base_url=ADDRESS, viewport={"width": size[0], "height": size[1]})
    sign_in(page, who)
    go(page)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = SCREENS / f"{name}.png"
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    page.context.close()
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"carewright: {path.name} is larger than {MOST_BYTES // 1000} kB; take it smaller")


def sign_in(page: Page, who: str) -> None:
    """As anybody of the demonstration."""
    from carewright.demo.staff import PASSWORD

    page.goto("/account/login/")
    page.get_by_label("Email address").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in", exact=True).click()


def opened(address: str, *links: str) -> Callable[[Page], None]:
    """Open the address, then the first link on the page to each of these."""

    def go(page: Page) -> None:
        page.goto(address)
        for link in links:
            found = page.locator(f"main a[href^='{link}']").first.get_attribute("href")
            page.goto(found or address)

    return go


def under_offer(page: Page) -> None:
    """The most urgent package for which a provider is being asked."""
    page.goto("/to-place/")
    row = page.locator("main tr", has_text=ASKED).first
    page.goto(row.locator("a").first.get_attribute("href") or "/to-place/")


def an_offer(page: Page) -> None:
    """An offer that waits for an answer, as its provider's coordinator sees it."""
    page.goto("/to-place/")
    asked = ASKED.search(page.locator("main tr", has_text=ASKED).first.inner_text())
    provider = asked[1].lower().replace(" ", "") if asked else ""
    page.context.clear_cookies()
    sign_in(page, f"coordinator@{provider}.example")
    opened("/portal/offers/", "/portal/offers/OFR")(page)


def what_is_needed(page: Page) -> None:
    """The second step of the referral's form, for somebody found by name."""
    opened("/people/?search=an", "/people/PER", "/referrals/start/")(page)
    page.get_by_label("A new package").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Continue").click()


def from_tabs_on(page: Page) -> None:
    """Down to the tabs, so that what is under them is in the picture."""
    page.locator("main .cw-tabs").evaluate("tabs => tabs.scrollIntoView()")


def order_book(page: Page) -> None:
    """The orders of a package that its provider has changed."""
    opened("/changes/?state=in_effect", "/changes/CHG", "/packages/PKG")(page)
    page.goto(f"{page.url}orders/")
    from_tabs_on(page)


def forecast(page: Page) -> None:
    """The months of a review programme, planned and forecast."""
    opened("/reviews/programme/", "/reviews/programme/RVP")(page)
    page.goto(f"{page.url}months/")
    from_tabs_on(page)


BROKER = "broker@westmarch.example"
PRACTITIONER = "practitioner@westmarch.example"
TEAM_MANAGER = "team.manager@westmarch.example"
HEAD_OF_SERVICE = "head.of.service@westmarch.example"
PICTURES: dict[str, tuple[str, tuple[int, int], Callable[[Page], None]]] = {
    "to-place": (BROKER, DESK, opened("/to-place/")),
    "requirement": (BROKER, TALL, under_offer),
    "offer": (BROKER, TELEPHONE, an_offer),
    "my-work": (BROKER, DESK, opened("/work/")),
    "package": (BROKER, DESK, opened("/packages/", "/packages/PKG")),
    "orders": (BROKER, DESK, order_book),
    "change": (TEAM_MANAGER, TALL, opened("/changes/waiting/", "/changes/CHG")),
    "programme": (HEAD_OF_SERVICE, DESK, forecast),
    "referral-form": (PRACTITIONER, DESK, what_is_needed),
}
"""Name of the picture -> who looks, how large the window is, and how one gets there."""

if __name__ == "__main__":
    raise SystemExit(main())
