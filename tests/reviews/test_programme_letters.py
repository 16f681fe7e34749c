"""Letters before a programme: to everybody once, each in their own way, kept on their record (REV-9)."""

import pytest

from carewright.access.actors import SYSTEM
from carewright.access.roles import Role
from carewright.kernel.refused import Refused, WrongState
from carewright.messages.models import Document, Message
from carewright.messages.queries import documents_about
from carewright.people.models import Person
from carewright.reviews import commands
from carewright.reviews.lifecycle import PROGRAMME, PROGRAMME_LETTER
from carewright.reviews.queries import letter_told, letters_of, progress
from carewright.reviews.sending import set_programme_letters
from carewright.trail.queries import timeline
from tests.conftest import actor
from tests.people.builders import a_representative
from tests.quartet import Case, quartet
from tests.reviews.programmes import (
    HEAD,
    IN_FEBRUARY,
    MONDAY,
    a_county,
    a_letter,
    a_letter_in,
    a_programme,
    a_programme_in,
)

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 for a test"


@quartet(
    [
        Case(
            command=commands.ask_programme_letters,
            lifecycle=PROGRAMME,
            thing_in=a_programme_in,
            arguments=lambda programme: {"programme": programme.ref},
            by=lambda programme: actor(Role.REVIEW_ADMINISTRATOR, unit=programme.unit),
            at=MONDAY,
        ),
        Case(
            command=commands.keep_programme_letter,
            lifecycle=PROGRAMME_LETTER,
            thing_in=a_letter_in,
            arguments=lambda letter: {"letter": letter.ref, "pdf": PDF},
            by=lambda letter: SYSTEM,
            at=MONDAY,
        ),
        Case(
            command=commands.record_translated_copy,
            lifecycle=PROGRAMME_LETTER,
            thing_in=a_letter_in,
            arguments=lambda letter: {"letter": letter.ref},
            by=lambda letter: actor(Role.PRACTITIONER, unit=letter.person.team),
            at=MONDAY,
        ),
    ]
)
def test_the_quartet(check):
    check()


def written_to(person: Person, **told: object) -> None:
    Person.objects.filter(pk=person.pk).update(**told)


def test_everybody_gets_one_letter_which_is_on_their_record_and_timeline():
    programme = a_programme()
    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)

    made = list(set_programme_letters(MONDAY))

    assert len(made) == 3
    assert list(set_programme_letters(MONDAY)) == []
    for letter in programme.letters.select_related("person"):
        [document] = documents_about(letter.person.ref, HEAD)
        assert document.ref == letter.document
        assert timeline(letter.person.ref)[0].sentence == "Letter about the review programme made (standard). "


def test_each_is_written_to_in_their_own_way():
    county = a_county(off_framework=4, day_and_community=0, supported_living=0)
    large, welsh, somali, by_advocate = county.people["off_framework"]
    written_to(large, letter_format="large_print")
    written_to(welsh, letter_format="translated", language="Welsh")
    written_to(somali, letter_format="translated", language="Somali")
    written_to(by_advocate, letter_format="advocate")
    a_representative(by_advocate, kind="advocate", name="Ada Moss", email="ada@advocates.example")
    programme = a_programme(county)
    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)

    list(set_programme_letters(MONDAY))

    assert dict(programme.letters.values_list("person", "needs_translation")) == {
        large.pk: False, welsh.pk: False, somali.pk: True, by_advocate.pk: False,
    }  # fmt: skip
    assert timeline(somali.ref)[0].sentence.endswith("(in their language). A translated copy is to be made.")
    told = letter_told(programme.letters.get(person=by_advocate).ref, MONDAY.date())
    assert (told.advocate_name, told.address) == ("Ada Moss", ("ada@advocates.example",))
    [mail] = Message.objects.filter(to=["ada@advocates.example"])
    assert by_advocate.family_name not in mail.text + mail.subject
    assert mail.attachments.count() == 1


def test_whoever_cannot_be_written_to_is_held_with_the_reason_until_it_is_mended():
    county = a_county(off_framework=1, day_and_community=1, supported_living=0)
    person = county.people["off_framework"][0]
    written_to(person, letter_format="advocate")
    programme = a_programme(county)
    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)
    list(set_programme_letters(MONDAY))
    held = letters_of(programme, HEAD)[0]
    assert (held.state, held.held_because.partition(".")[0]) == ("held", "No advocate is recorded to write to")

    a_representative(person, kind="advocate", name="Ada Moss", email="ada@advocates.example")
    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=IN_FEBRUARY)
    list(set_programme_letters(IN_FEBRUARY))

    told = progress(programme)
    assert (told.kept, told.queued, told.held, told.asked) == (2, 0, 0, 2)
    with pytest.raises(Refused, match="Everybody in the programme has their letter"):
        commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=IN_FEBRUARY)


def test_a_person_with_two_packages_gets_one_letter_that_names_the_first_review():
    county = a_county(off_framework=1, day_and_community=1, supported_living=0)
    one, other = county.people["off_framework"] + county.people["day_and_community"]
    programme = a_programme(county)
    programme.entries.update(person=one)

    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)

    assert programme.letters.get().person == one
    assert other.pk != one.pk


def test_a_first_contact_is_told_of_on_the_letter():
    county = a_county(off_framework=1, day_and_community=0, supported_living=0)
    a_representative(county.people["off_framework"][0])

    assert letter_told(a_letter(a_programme(county)).ref, MONDAY.date()).copies == ("Joan Attwood",)


def test_a_translated_copy_is_noted_once():
    letter = a_letter_in("kept")
    commands.record_translated_copy(letter=letter.ref, by=actor(Role.REVIEW_ADMINISTRATOR), at=MONDAY)

    with pytest.raises(Refused, match="No translated copy"):
        commands.record_translated_copy(letter=letter.ref, by=actor(Role.REVIEW_ADMINISTRATOR), at=MONDAY)
    assert progress(letter.programme).to_translate == 0


def test_what_is_no_pdf_is_not_kept():
    with pytest.raises(ValueError, match="PDF"):
        commands.keep_programme_letter(letter=a_letter().ref, pdf=b"<html>", by=SYSTEM, at=MONDAY)


def test_a_letter_that_another_worker_has_kept_is_kept_no_second_time():
    letter = a_letter()
    commands.keep_programme_letter(letter=letter.ref, pdf=PDF, by=SYSTEM, at=MONDAY)

    with pytest.raises(WrongState):
        commands.keep_programme_letter(letter=letter.ref, pdf=PDF, by=SYSTEM, at=MONDAY)
    assert Document.objects.count() == 1
