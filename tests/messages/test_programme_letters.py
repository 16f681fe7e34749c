"""Letters before a programme: in the way that somebody needs, tagged, and never pretending to a language (REV-9)."""

import dataclasses
import io
from datetime import date

import pikepdf
import pytest

from carewright.messages.letters import Letterhead, ProgrammeLetter, programme_letter_pdf
from carewright.messages.wording.formats import LetterFormat
from carewright.messages.wording.programme import EASY_READ, ENGLISH, POLISH, TO_THE_ADVOCATE, WELSH, text_in
from tests.messages.reading import size_of, text_of

LETTER = ProgrammeLetter(
    letterhead=Letterhead("Westmarch County Council", "#1d4f91"),
    reference="RVP-7K3M-9QWA-5",
    letter_format=LetterFormat.STANDARD,
    language="",
    person_name="Margaret Ashdown",
    address=("4 Harbour Row", "Whitstable", "CT5 1AB"),
    dated_on=date(2018, 1, 8),
    month=date(2018, 3, 1),
    team="Harbour community team",
    contact="01632 960000",
)
MARKUP = "#let x = 1 *bold* _a_ $x^2$ <script>alert(1)</script> @ref // \\ = [#data] {person}"
EVERY_TEXT = (ENGLISH, EASY_READ, TO_THE_ADVOCATE, WELSH, POLISH)


def a_letter(letter_format: LetterFormat, language: str = "", **told: object) -> ProgrammeLetter:
    return dataclasses.replace(LETTER, letter_format=letter_format, language=language, **told)


EACH = [
    pytest.param(a_letter(LetterFormat.STANDARD), ENGLISH, "en-GB", id="standard"),
    pytest.param(a_letter(LetterFormat.LARGE_PRINT), ENGLISH, "en-GB", id="large print"),
    pytest.param(a_letter(LetterFormat.EASY_READ), EASY_READ, "en-GB", id="easy read"),
    pytest.param(a_letter(LetterFormat.TRANSLATED, "Welsh"), WELSH, "cy-GB", id="Welsh"),
    pytest.param(a_letter(LetterFormat.TRANSLATED, "Polski"), POLISH, "pl-PL", id="Polish"),
    pytest.param(a_letter(LetterFormat.TRANSLATED, "Somali"), ENGLISH, "en-GB", id="Somali"),
    pytest.param(a_letter(LetterFormat.ADVOCATE, advocate_name="Ada Moss"), TO_THE_ADVOCATE, "en-GB", id="advocate"),
]


@pytest.mark.parametrize(("letter", "text", "language"), EACH)
def test_a_letter_is_tagged_titled_and_in_its_language(letter, text, language):
    with pikepdf.open(io.BytesIO(programme_letter_pdf(letter))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.Root.Lang) == language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        metadata = pdf.open_metadata()
        assert (metadata["dc:title"], metadata["pdfuaid:part"]) == (text.title, "1")


@pytest.mark.parametrize(("letter", "text", "language"), EACH)
def test_a_letter_says_when_the_review_is_and_whom_to_ask(letter, text, language):
    said = text_of(programme_letter_pdf(letter))

    for words in (text.title, text.month_words(letter.month), "01632 960000", "Harbour community team"):
        assert words in said


def test_a_translated_letter_has_the_english_after_it_and_each_page_says_its_language():
    pdf = programme_letter_pdf(a_letter(LetterFormat.TRANSLATED, "Welsh"))

    said = text_of(pdf)
    assert said.index(WELSH.title) < said.index(ENGLISH.title)
    assert "Tudalen 1 o 2" in said
    assert "en-GB" in languages(pdf)


def test_a_language_without_a_text_gets_english_that_says_a_copy_is_to_come():
    letter = a_letter(LetterFormat.TRANSLATED, "Somali")

    assert letter.needs_translation
    assert "A copy of this letter in your language (Somali) is to come." in text_of(programme_letter_pdf(letter))
    assert [a_letter(LetterFormat.TRANSLATED, one).needs_translation for one in ("Welsh", "polski", "English")] == [
        False, False, False,
    ]  # fmt: skip


def test_large_print_is_large():
    def largest_body(letter_format: LetterFormat) -> int:
        pdf = programme_letter_pdf(a_letter(letter_format))
        return size_of(pdf, "conversation", "called")

    sizes = {
        one: largest_body(one) for one in (LetterFormat.STANDARD, LetterFormat.LARGE_PRINT, LetterFormat.EASY_READ)
    }

    assert sizes[LetterFormat.LARGE_PRINT] == pytest.approx(1.5 * sizes[LetterFormat.STANDARD], rel=0.1)
    assert sizes[LetterFormat.EASY_READ] > sizes[LetterFormat.STANDARD]


@pytest.mark.parametrize(("letter", "text", "language"), EACH)
@pytest.mark.parametrize(
    "name", ["Aa" * 40, "Siân Ŵyn-Ŷnys ŵ ŷ", "Łucja Żółć ł ą ę ś ź", MARKUP], ids=["long", "Welsh", "Polish", "markup"]
)
def test_names_and_addresses_come_out_as_they_were_written(letter, text, language, name):
    told = dataclasses.replace(
        letter,
        person_name=name,
        address=(name,),
        copies=(name,),
        team=name,
        advocate_name=letter.advocate_name and name,
    )

    pdf = programme_letter_pdf(told)

    assert "".join(name.split()) in "".join(text_of(pdf).split())
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf


def test_an_advocate_is_written_to_for_the_person():
    said = text_of(programme_letter_pdf(a_letter(LetterFormat.ADVOCATE, advocate_name="Ada Moss")))

    assert "Dear Ada Moss" in said
    assert "You are the advocate of Margaret Ashdown" in said


@pytest.mark.parametrize("text", EVERY_TEXT, ids=lambda text: text.title)
def test_every_text_has_the_same_places_to_fill(text):
    known = dict.fromkeys(("council", "team", "month", "contact", "person", "advocate"), "x")

    for line in (text.greeting, *text.opening, *text.next, *text.help):
        assert line.format(**known)
    assert len(text.months) == 12
    assert "{names}" in text.copy_to
    assert "{reference}" in text.reference


@pytest.mark.parametrize(
    ("name", "text"), [("Welsh", WELSH), (" CYMRAEG ", WELSH), ("Polski", POLISH), ("English", ENGLISH)]
)
def test_a_language_is_known_by_its_name_in_english_and_its_own(name, text):
    assert text_in(name) is text


@pytest.mark.parametrize("name", ["", "Somali", "Wels", "Polish and Somali"])
def test_no_other_language_is_taken_for_it(name):
    assert text_in(name) is None


def languages(pdf: bytes) -> set[str]:
    """Every language that the document's parts say they are in."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {str(part.Lang) for part in opened.objects if isinstance(part, pikepdf.Dictionary) and "/Lang" in part}
