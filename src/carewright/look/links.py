"""From a reference to the page about the thing."""

from carewright.look.navigation import address

PAGES = {
    "REF": "referral",
    "REQ": "requirement",
    "OFR": "offer",
    "PKG": "package",
    "CHG": "change",
    "PRV": "provider",
    "PER": "person",
    "PRQ": "price_request",
    "VRN": "variation",
    "ENA": "enablement_episode",
    "ORD": "order",
    "USR": "user",
    "UNIT": "unit",
    "POL": "policy",
    "REV": "review",
    "RVP": "programme",
}
"""Prefix of a reference -> name of the address of its page."""


def page_of(ref: str) -> str:
    """The address of the page about the thing with this reference; empty when there is none."""
    name = PAGES.get(ref.partition("-")[0])
    return address(name, ref) if name else ""
