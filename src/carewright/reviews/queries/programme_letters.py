"""Reads of the letters before a programme (REV-9)."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, F, Min, QuerySet

from carewright.access.actors import Actor
from carewright.kernel.refused import NotFound
from carewright.messages.letters import Letterhead
from carewright.messages.letters import ProgrammeLetter as Letter
from carewright.messages.wording.formats import LetterFormat
from carewright.people.models import Person, Representative
from carewright.people.queries import visible_to as sees_person
from carewright.reviews.lifecycle import ProgrammeLetterState
from carewright.reviews.models import Programme, ProgrammeLetter


@dataclass(frozen=True)
class Progress:
    """How many of a programme's letters are kept, wait to be set, are held; of those kept, which want a translation."""

    kept: int
    queued: int
    held: int
    to_translate: int

    @property
    def asked(self) -> int:
        """How many there are to be."""
        return self.kept + self.queued + self.held


def progress(programme: Programme) -> Progress:
    """How far the programme's letters are."""
    by_state = dict(programme.letters.order_by().values_list("state").annotate(count=Count("pk")))
    return Progress(
        kept=by_state.get(ProgrammeLetterState.KEPT, 0),
        queued=by_state.get(ProgrammeLetterState.QUEUED, 0),
        held=by_state.get(ProgrammeLetterState.HELD, 0),
        to_translate=programme.letters.filter(needs_translation=True).count(),
    )


def letters_of(programme: Programme, by: Actor) -> QuerySet[ProgrammeLetter]:
    """The programme's letters to people whom the actor may know of: held ones first, then those to be translated."""
    found = programme.letters.filter(sees_person(by, "person__team")).select_related("person__team")
    return found.order_by(F("held_because").desc(), "-needs_translation", "person__family_name", "pk")


def letters_to_set(size: int = 200) -> list[str]:
    """Letters that wait to be set, the first asked for first."""
    found = ProgrammeLetter.objects.filter(state=ProgrammeLetterState.QUEUED).order_by("pk")
    return list(found.values_list("ref", flat=True)[:size])


def letter_told(ref: str, on: date) -> Letter:
    """What a letter says, as things are now; a person's first review is the one that it names."""
    found = ProgrammeLetter.objects.select_related("programme", "person__team").filter(ref=ref).first()
    if found is None:
        raise NotFound
    person, advocate = found.person, _advocate(found)
    entries = found.programme.entries.filter(person=person, left_because="", taken_on=None)
    first = entries.order_by("month", "pk").select_related("team").first()
    month = entries.aggregate(first=Min("month"))["first"] or found.programme.start_month
    team = first.team if first and first.team else person.team
    return Letter(
        letterhead=Letterhead(settings.COUNCIL_NAME, settings.COUNCIL_COLOUR),
        reference=found.programme.ref,
        letter_format=LetterFormat(found.letter_format),
        language=found.language,
        person_name=person.name,
        address=(advocate.email,) if advocate else _address(person),
        dated_on=on,
        month=month,
        team=team.name,
        contact=team.email or settings.BROKERAGE_TELEPHONE,
        advocate_name=advocate.name if advocate else "",
        copies=_copies(person),
    )


def advocate_of(person: Person) -> Representative | None:
    """The person's advocate; of several the first contact, then the one added last."""
    advocates = person.representatives.filter(kind=Representative.Kind.ADVOCATE)
    return advocates.order_by("-is_first_contact", "-pk").first()


def _advocate(letter: ProgrammeLetter) -> Representative | None:
    return advocate_of(letter.person) if letter.letter_format == LetterFormat.ADVOCATE else None


def _address(person: Person) -> tuple[str, ...]:
    parts = [part.strip() for part in person.address.replace("\n", ",").split(",") if part.strip()]
    return (*parts, person.postcode)


def _copies(person: Person) -> tuple[str, ...]:
    """Family or a friend who speaks for the person and is contacted first."""
    first = person.representatives.filter(kind=Representative.Kind.REPRESENTATIVE, is_first_contact=True).first()
    return (first.name,) if first else ()
