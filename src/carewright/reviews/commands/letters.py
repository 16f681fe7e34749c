"""Letters before a review programme: asked for together, kept one by one (REV-9)."""

from datetime import datetime

from carewright.access.actors import Actor
from carewright.access.check import check_may
from carewright.kernel.refused import NotFound, Refused
from carewright.messages.commands import keep_document, queue_email
from carewright.messages.lifecycle import DocumentKind
from carewright.messages.wording.formats import LetterFormat
from carewright.messages.wording.programme import letter_for_somebody, text_in
from carewright.people.models import Person
from carewright.reviews.commands.planning import locked_programme
from carewright.reviews.events.letters import ProgrammeLetterMade, ProgrammeLettersAsked, ProgrammeLetterTranslated
from carewright.reviews.lifecycle import PROGRAMME, PROGRAMME_LETTER, ProgrammeLetterState
from carewright.reviews.models import Programme, ProgrammeLetter
from carewright.reviews.queries.programme_letters import advocate_of
from carewright.trail.command import command, record

AT_ONCE = 500
NO_ADVOCATE = "No advocate is recorded to write to. Add the advocate, or choose another way to write to the person."
NO_EMAIL = "The advocate has no email address to write to. Add it, or choose another way to write to the person."


@command
def ask_programme_letters(*, programme: str, by: Actor, at: datetime) -> Programme:
    """Have a letter made to everybody in the programme who has none yet, each in the way that they need (REV-9).

    Whoever can't be written to is held, with the reason; asked again, the held ones are looked at anew.
    """
    found = locked_programme(programme)
    check_may(by, "ask_programme_letters", unit=found.unit.path)
    PROGRAMME.check_move("ask_programme_letters", found.state)
    people = Person.objects.filter(
        programme_entries__programme=found, programme_entries__left_because="", programme_entries__taken_on=None
    ).distinct()
    done = found.letters.exclude(state=ProgrammeLetterState.HELD).values("person")
    held = {letter.person_id: letter for letter in found.letters.filter(state=ProgrammeLetterState.HELD)}
    letters = [_letter(found, person, held, by, at) for person in people.exclude(pk__in=done).order_by("pk")]
    if not letters:
        raise Refused("Everybody in the programme has their letter, or it is being made.", rule="REV-9")
    ProgrammeLetter.objects.bulk_create([one for one in letters if one.pk is None], batch_size=AT_ONCE)
    columns = ["state", "letter_format", "language", "held_because", "asked_by", "asked_at"]
    ProgrammeLetter.objects.bulk_update([one for one in letters if one.pk], columns, batch_size=AT_ONCE)
    queued = sum(one.state == ProgrammeLetterState.QUEUED for one in letters)
    record(ProgrammeLettersAsked(programme=found.ref, queued=queued, held=len(letters) - queued))
    return found


@command
def keep_programme_letter(*, letter: str, pdf: bytes, by: Actor, at: datetime) -> ProgrammeLetter:
    """Keep a letter that has been set, once, on the person's record; an advocate's goes to them by email (REV-9)."""
    found = _locked(letter)
    check_may(by, "keep_programme_letter", unit=found.person.team.path)
    found.state = PROGRAMME_LETTER.check_move("keep_programme_letter", found.state)
    manner = LetterFormat(found.letter_format)
    document = keep_document(
        kind=DocumentKind.PROGRAMME_LETTER,
        title=f"Letter about the review programme ({manner.in_words.lower()})",
        pdf=pdf,
        about=[found.person.ref, found.programme.ref],
        at=at,
    )
    found.document, found.kept_at = document.ref, at
    found.needs_translation = manner == LetterFormat.TRANSLATED and text_in(found.language) is None
    found.save(update_fields=["state", "document", "kept_at", "needs_translation"])
    _tell_advocate(found, at)
    record(
        ProgrammeLetterMade(
            letter=found.ref,
            person=found.person.ref,
            programme=found.programme.ref,
            document=document.ref,
            manner=manner.in_words.lower(),
            note="A translated copy is to be made." if found.needs_translation else "",
        )
    )
    return found


@command
def record_translated_copy(*, letter: str, by: Actor, at: datetime) -> ProgrammeLetter:
    """Note that the translated copy of a letter has been made and sent (REV-9)."""
    found = _locked(letter)
    check_may(by, "record_translated_copy", unit=found.person.team.path)
    PROGRAMME_LETTER.check_move("record_translated_copy", found.state)
    if not found.needs_translation:
        raise Refused("No translated copy of this letter is to be made.", rule="REV-9")
    found.needs_translation = False
    found.save(update_fields=["needs_translation"])
    record(ProgrammeLetterTranslated(letter=found.ref, person=found.person.ref, programme=found.programme.ref))
    return found


def _letter(
    programme: Programme, person: Person, held: dict[int, ProgrammeLetter], by: Actor, at: datetime
) -> ProgrammeLetter:
    letter = held.get(person.pk) or ProgrammeLetter(programme=programme, person=person)
    letter.letter_format, letter.language = person.letter_format, person.language
    letter.held_because = _why_held(person)
    letter.state = ProgrammeLetterState.HELD if letter.held_because else ProgrammeLetterState.QUEUED
    letter.asked_by, letter.asked_at = by.ref, at
    return letter


def _why_held(person: Person) -> str:
    if person.letter_format != LetterFormat.ADVOCATE:
        return ""
    advocate = advocate_of(person)
    if advocate is None:
        return NO_ADVOCATE
    return "" if advocate.email else NO_EMAIL


def _tell_advocate(letter: ProgrammeLetter, at: datetime) -> None:
    advocate = advocate_of(letter.person) if letter.letter_format == LetterFormat.ADVOCATE else None
    if advocate is None:
        return
    queue_email(
        to=[advocate.email],
        wording=letter_for_somebody(),
        about=[letter.person.ref, letter.programme.ref],
        attachments=[letter.document],
        at=at,
    )


def _locked(ref: str) -> ProgrammeLetter:
    letter = (
        ProgrammeLetter.objects.select_for_update(of=("self",), no_key=True)
        .select_related("person__team", "programme")
        .filter(ref=ref)
        .first()
    )
    if letter is None:
        raise NotFound
    return letter
