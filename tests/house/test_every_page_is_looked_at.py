"""Every page of the council's face is opened by some browser test; one that isn't is noticed here, or says why.

A test in tests/browser opens a page by its address, which this finds in the source, or by a link or a button on another
page, which is listed in REACHED with the words pressed: they have to stand in some browser test.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.urls import Resolver404, URLResolver, get_resolver, resolve

BROWSER_TESTS = sorted((Path(__file__).parent.parent / "browser").glob("*.py"))
SOMETHING = "REF-7K3M-9QWA-5"
FACES = ("carewright.council", "carewright.look")

NO_PAGES = {
    "bypasses_csv": "a file",
    "changes_csv": "a file",
    "council_colours": "a style sheet",
    "document": "a PDF",
    "offer": "leads on to the requirement",
    "overstayers_csv": "a file",
    "package_statement_csv": "a file",
    "policy_file": "a file",
    "policy_what_if_csv": "a file",
    "referral_document": "a file",
    "referrals_csv": "a file",
    "rejects": "a file",
    "sourcing_evidence_pdf": "a PDF",
}
REACHED = {
    "cancel_review": '"call-off"',
    "close_programme": "close the programme, faulty",
    "confirm_by_telephone": "Confirm for Harbour Care, by telephone",
    "courtesy_call": "Record the courtesy call",
    "decide_change": "change, decision faulty",
    "enablement_episode": "enablement of somebody",
    "end_enablement": 'for act in ("discharge", "end")',
    "find_provider_for_change": "change, find a provider, faulty",
    "forward_referral": "forward referral",
    "issue_key": "Issue a key",
    "loaded_file": "file, loaded",
    "mark_programme_urgent": "urgent, faulty",
    "mailbox_message": "mailbox, one message",
    "note_provider_led_review": '"provider-led"',
    "on_time": "on time, full",
    "order_from_same_provider": "change, same provider, faulty",
    "package_timeline": '"timeline/?emails=1"',
    "permit_non_contracted": "Permit a provider without a contract",
    "policy_timeline": 'follow(page, "Timeline")',
    "plan_discharge": 'for act in ("discharge", "end")',
    "record_bypass_review": "bypass review, faulty",
    "record_contact": '"contact"',
    "record_exception": '"exception"',
    "record_programme_review": "record a review, faulty",
    "referral_step": "step needed, faulty",
    "refuse_variations": "Refuse those chosen",
    "renew_personal_budget": "personal budget, renew, faulty",
    "replan_programme": '"plan anew"',
    "report_readiness": '"readiness"',
    "return_referral": "return referral",
    "start_needed": "step needed, empty",
    "user": 'follow(page, "Ruth Bell")',
    "withdraw_referral": '"withdraw"',
}


def test_every_page_is_opened_by_a_browser_test():
    looked_at = set(opened()) | set(NO_PAGES) | set(REACHED)

    assert sorted(pages() - looked_at) == []


def test_the_words_by_which_a_page_is_reached_stand_in_a_browser_test():
    source = "".join(path.read_text() for path in BROWSER_TESTS)

    assert {name: words for name, words in REACHED.items() if words not in source} == {}


def test_what_is_excepted_is_there_and_needs_to_be():
    assert sorted((set(NO_PAGES) | set(REACHED)) - pages()) == []
    assert sorted((set(NO_PAGES) | set(REACHED)) & set(opened())) == []


def pages() -> set[str]:
    """The names of the addresses that show something, from the program itself."""
    return {
        entry.name
        for entry in _entries(get_resolver())
        if "GET" in getattr(entry.callback, "methods", ()) and entry.callback.__module__.startswith(FACES)
    }


def opened() -> Iterator[str]:
    """The names of the addresses written in the browser tests."""
    for path in BROWSER_TESTS:
        for text in _texts(ast.parse(path.read_text())):
            try:
                yield str(resolve(text.partition("?")[0]).url_name)
            except Resolver404:
                continue


def _entries(resolver: Any) -> Iterator[Any]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _entries(entry)
        else:
            yield entry


def _texts(tree: ast.AST) -> Iterator[str]:
    """Texts that begin as an address does, something standing where a value is put in."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else SOMETHING for part in node.values)
        else:
            continue
        if text.startswith("/"):
            yield text
