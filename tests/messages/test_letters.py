"""Letters are tagged, titled and in English, and what people wrote comes out as they wrote it (ORD-4, REF-8, SRC-1)."""

import dataclasses
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pikepdf
import pytest

from carewright.messages.letters import (
    BudgetFigures,
    BudgetLetter,
    EvidenceDecision,
    EvidenceRow,
    GracePeriodLetter,
    Letterhead,
    OrderDocument,
    OrderLine,
    SourcingEvidence,
    budget_letter_pdf,
    grace_period_letter_pdf,
    order_pdf,
    sourcing_evidence_pdf,
)
from carewright.messages.wording.formats import LetterFormat
from tests.messages.reading import size_of, text_of

WESTMARCH = Letterhead("Westmarch County Council", "#1d4f91")
FRIDAY = datetime(2017, 12, 22, 15, 45, tzinfo=UTC)
ORDER = OrderDocument(
    letterhead=WESTMARCH,
    order="SDO-7K3M-9QWA-5",
    version=2,
    package="PKG-2QWA-7K3M-1",
    person_name="Margaret Ashdown",
    person_address=("4 Harbour Row", "Whitstable", "CT5 1AB"),
    provider="Harbour Care",
    lines=(
        OrderLine(
            "Home care",
            Decimal("14"),
            ("Every morning, 1 hour", "Every evening, 1 hour"),
            2,
            Decimal("24.10"),
            Decimal("674.80"),
            date(2018, 1, 8),
        ),
        OrderLine(
            "Sitting service",
            Decimal("3.50"),
            (),
            1,
            Decimal("18.00"),
            Decimal("63.00"),
            date(2018, 1, 8),
            date(2018, 3, 31),
        ),
    ),
    weekly_cost=Decimal("737.80"),
    contribution=Decimal("82.15"),
    terms=("The council's terms for home care of 2016 apply.", "Either side may end this order with 28 days' notice."),
    essential_times=("8:00am to 8:30am: medication prompt",),
    made_at=FRIDAY,
    contact="East Brokerage, 01227 000000",
)
LETTER = GracePeriodLetter(
    letterhead=WESTMARCH,
    referral="REF-7K3M-9QWA-5",
    person_name="Margaret Ashdown",
    person_address=("4 Harbour Row", "Whitstable", "CT5 1AB"),
    dated_on=date(2017, 12, 22),
    from_on=date(2017, 12, 22),
    ends_on=date(2018, 1, 2),
    length="5 working days",
    arrangement_fee=Decimal("250"),
    contact="01227 000000 or enablement@westmarch.example",
    signed_by="Sam Okafor",
    signed_as="Enablement supervisor",
)
EVIDENCE = SourcingEvidence(
    letterhead=WESTMARCH,
    requirement="REQ-7K3M-9QWA-5",
    referral="REF-7K3M-9QWA-5",
    service="Home care",
    outward_postcode="CT5",
    weekly_hours=Decimal("14"),
    carers=2,
    start_on=date(2018, 1, 8),
    route="Cluster, fixed order",
    policy_version="kent 2017-04-01",
    snapshot="",
    outcome="Awarded to Elm Homecare",
    rows=(
        EvidenceRow(
            "Harbour Care",
            True,
            "First in the cluster's order",
            FRIDAY,
            "Portal",
            FRIDAY,
            "No response in time",
            FRIDAY,
        ),
        EvidenceRow("Oakfield", False, "Under a sanction until 31 January 2018 (SRC-9)"),
        EvidenceRow(
            "Elm Homecare", True, "Next in the cluster's order", FRIDAY, "Telephone", FRIDAY, "Accepted", FRIDAY
        ),
    ),
    decisions=(EvidenceDecision(FRIDAY, "The next provider was approached meanwhile (SRC-4)", "brokerage manager"),),
    printed_at=FRIDAY,
)
BUDGET = BudgetLetter(
    letterhead=WESTMARCH,
    reference="PKG-2QWA-7K3M-1",
    title="Your personal budget has changed",
    person_name="Margaret Ashdown",
    person_address=("4 Harbour Row", "Whitstable", "CT5 1AB"),
    dated_on=date(2018, 2, 12),
    why="The hours of your care are others from Monday 12 February 2018.",
    cost_before=Decimal("266.80"),
    amount_before=Decimal("257.60"),
    contribution_before=Decimal("251.10"),
    figures=(
        BudgetFigures(date(2018, 2, 12), Decimal("294.40"), Decimal("280.20")),
        BudgetFigures(date(2018, 3, 5), Decimal("0.00"), Decimal("0.00")),
    ),
    contact="harbour.community.team@westmarch.example",
    signed_by="Harbour community team",
    is_max_payer=True,
    maximum=Decimal("280.20"),
)
EACH = [
    pytest.param(budget_letter_pdf, BUDGET, "Your personal budget has changed", id="budget"),
    pytest.param(order_pdf, ORDER, "Service delivery order", id="order"),
    pytest.param(grace_period_letter_pdf, LETTER, "Finding your own care after enablement", id="grace-period"),
    pytest.param(sourcing_evidence_pdf, EVIDENCE, "Sourcing evidence", id="evidence"),
]
MARKUP = '#import "x": * _a_ *b* $x^2$ <script>alert(1)</script> @ref // \\ = [#data]'


def hostile_order(name="Aa" * 40, said=MARKUP):
    """An order in which everything that people write is as awkward as can be."""
    line = dataclasses.replace(ORDER.lines[0], service=said, visits=(said, name))
    return dataclasses.replace(
        ORDER,
        letterhead=Letterhead(name, "red); #panic("),
        person_name=name,
        person_address=(name, said),
        provider=name,
        lines=(line,) * 3,
        terms=(said,),
        essential_times=(said, name),
    )


@pytest.mark.parametrize(("letter", "told", "title"), EACH)
def test_a_letter_is_tagged_titled_and_in_english(letter, told, title):
    with pikepdf.open(io.BytesIO(letter(told))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert (metadata["dc:title"], metadata["pdfuaid:part"]) == (title, "1")


@pytest.mark.parametrize(("letter", "told", "title"), EACH)
def test_the_same_document_gives_the_same_bytes(letter, told, title):
    assert letter(told) == letter(told)


def test_an_order_has_what_was_ordered():
    told = text_of(order_pdf(ORDER))

    for words in ("Westmarch County Council", "SDO-7K3M-9QWA-5, version 2", "Margaret Ashdown", "Harbour Care"):
        assert words in told
    for words in ("£24.10", "£674.80", "£737.80", "£82.15", "£655.65", "8 Jan 2018", "31 Mar", "medication prompt"):
        assert words in told


def test_an_order_says_that_the_contribution_is_not_assessed_yet():
    told = text_of(order_pdf(dataclasses.replace(ORDER, contribution=None)))

    assert "Not assessed yet" in told
    assert "The council pays" not in told


def test_the_tables_of_an_order_have_headers_that_a_screen_reader_tells():
    with pikepdf.open(io.BytesIO(order_pdf(ORDER))) as pdf:
        kinds = [str(thing.get("/S")) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]

    assert kinds.count("/Table") == 3
    assert kinds.count("/TH") == 2 + 8 + 2
    assert "/H1" in kinds


def test_a_budget_letter_says_what_was_and_what_is_from_when_why_whom_to_ask_and_how_to_disagree():
    told = " ".join(text_of(budget_letter_pdf(BUDGET)).split())

    assert BUDGET.why in told
    assert "From Monday 12 February 2018 you pay £280.20 a week instead of £251.10." in told
    for row in (
        "Your care costs £266.80 £294.40",
        "Your personal budget £257.60 £294.40",
        "You pay £251.10 £280.20",
        "The council pays £6.50 £14.20",
        "5 March 2018 £0.00 £0.00 £0.00",
    ):
        assert row in told
    assert "up to £280.20 a week" in told
    assert "If you have a question Contact us" in told
    assert "If you disagree If you think that a figure is wrong" in told


def test_a_direct_payment_letter_says_what_is_paid_to_whom():
    told = dataclasses.replace(BUDGET, fund="direct payment", title="Your direct payment", is_max_payer=False)
    held = dataclasses.replace(told, fund="individual service fund", holder="Harbour Care")

    assert "The direct payment is £14.20 a week" in " ".join(text_of(budget_letter_pdf(told)).split())
    assert "We pay it to Harbour Care, which holds it for you" in " ".join(text_of(budget_letter_pdf(held)).split())


def test_a_budget_letter_says_what_nobody_was_told_before():
    first = dataclasses.replace(BUDGET, cost_before=None, amount_before=None, contribution_before=None)

    assert text_of(budget_letter_pdf(first)).count("Not told before") == 4


@pytest.mark.parametrize(("how", "points"), [("standard", 12), ("large_print", 18), ("easy_read", 16)])
def test_a_budget_letter_is_in_print_as_large_as_is_needed(how, points):
    letter = budget_letter_pdf(dataclasses.replace(BUDGET, letter_format=LetterFormat(how)))

    assert size_of(letter, "financial assessment") == points


@pytest.mark.parametrize(
    "name", ["Aa" * 40, "Siân Ŵyn-Llŷr", "Łukasz Żółć", "Ann *b* <script>alert(1)</script> #panic()"]
)
def test_a_budget_letter_has_names_as_they_are_written(name):
    told = budget_letter_pdf(dataclasses.replace(BUDGET, person_name=name, person_address=(name,), signed_by=name))

    assert "".join(name.split()) in "".join(text_of(told).split())


def test_an_order_says_what_its_version_is_and_what_is_suspended():
    line = dataclasses.replace(ORDER.lines[0], is_suspended=True, paid_percent=50)
    unpaid = dataclasses.replace(line, paid_percent=0)
    what = "Care is suspended from Monday 12 February 2018."
    told = " ".join(text_of(order_pdf(dataclasses.replace(ORDER, what=what, lines=(line, unpaid)))).split())

    assert what in told
    assert "Suspended: 50%" in told
    assert "nothing is paid" in told
    assert "None" in told


def test_an_order_of_a_split_package_says_nothing_of_what_the_person_pays():
    told = text_of(order_pdf(dataclasses.replace(ORDER, says_contribution=False)))

    assert "The person pays" not in told
    assert "£82.15" not in told


def test_a_fund_is_told_to_the_provider_that_holds_it():
    told = text_of(order_pdf(dataclasses.replace(ORDER, lines=(), fund=Decimal("260.00"), says_contribution=False)))

    assert "Individual service fund" in told
    assert "What is ordered" not in told


def test_a_grace_period_letter_says_until_when_it_is_free_and_warns_of_the_fee():
    told = " ".join(text_of(grace_period_letter_pdf(LETTER)).split())

    assert "without charge for 5 working days" in told
    assert "Tuesday 2 January 2018" in told
    assert "arrangement fee of £250.00" in told


def test_sourcing_evidence_lists_each_provider_offered_or_passed_over_with_the_reason():
    told = " ".join(text_of(sourcing_evidence_pdf(EVIDENCE)).split())

    assert "Harbour Care Offered" in told
    assert "Oakfield" in told
    assert "(SRC-9)" in told
    assert "No response in time" in told


def test_the_evidence_of_a_requirement_that_nobody_has_looked_at_says_so():
    assert "No provider has been looked at yet" in text_of(
        sourcing_evidence_pdf(dataclasses.replace(EVIDENCE, rows=(), decisions=()))
    )


def test_markup_comes_out_as_it_was_written():
    told = text_of(order_pdf(hostile_order(name="Ann", said=MARKUP)))

    assert MARKUP.split(" = ")[0] in told


def test_a_name_of_eighty_letters_is_whole():
    name = "Aa" * 40
    told = "".join(text_of(order_pdf(hostile_order(name=name))).split())

    assert name in told


@pytest.mark.parametrize("name", ["Siân Ŵyn-Llŷr", "Łukasz Żółć", "Zoë O’Neill-Nuñez", "Ελένη", "Соня"])
def test_names_keep_their_letters(name):
    assert name in text_of(order_pdf(dataclasses.replace(ORDER, person_name=name)))


@pytest.mark.parametrize(
    "name", ["Ann 你好", "Ann 😀", "Ann\x00\x1b", "Ann\ud800", "محمد Ann", "বাংলা Ann", "Ann \u202e", ""]
)
def test_a_character_that_no_font_has_never_stops_a_letter(name):
    told = text_of(order_pdf(hostile_order(name=name)))

    assert "Ann" in told or not name
