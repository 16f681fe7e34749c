"""Review programmes at every stage, with people and packages loaded by the real commands."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import count
from typing import Any

from carewright.access.roles import Role
from carewright.imports.commands import Loaded, load_file
from carewright.packages.commands import load_packages
from carewright.packages.commands.loading import PackageRow
from carewright.people.models import Person
from carewright.reviews import commands
from carewright.reviews.models import Programme, ProgrammeEntry, ProgrammeLetter
from carewright.reviews.sending import set_programme_letters
from carewright.wiring.files import KINDS
from tests.builders import SET_UP, Council, a_council
from tests.conftest import actor
from tests.providers.builders import a_contract, a_provider

JANUARY = date(2018, 1, 1)
MONDAY = datetime(2018, 1, 8, 10, 0, tzinfo=UTC)
IN_FEBRUARY = datetime(2018, 2, 5, 10, 0, tzinfo=UTC)
SERVICE_OF = {"off_framework": "home_care", "day_and_community": "day_services", "supported_living": "supported_living"}
"""A service by which a package belongs to the cohort; the provider of the first has no contract."""
HEAD = actor(Role.HEAD_OF_SERVICE)
ADMINISTRATOR = actor(Role.ADMINISTRATOR)
_numbers = count(500_001)


@dataclass(frozen=True)
class County:
    """A council with people whose packages the policy's cohorts take."""

    council: Council
    people: dict[str, list[Person]]

    @property
    def teams(self) -> list[str]:
        """The references of its teams, in the order in which they were made."""
        return [team.ref for team in self.council.teams.values()]


def a_county(**sizes: int) -> County:
    """So many people of each cohort (one each unless told), shared out among the teams, at £18 an hour for 5 hours."""
    council = a_council()
    people = {cohort: people_with(council, cohort, sizes.get(cohort, 1)) for cohort in SERVICE_OF}
    return County(council, people)


def people_with(council: Council, cohort: str, size: int, *, at: datetime = SET_UP) -> list[Person]:
    """People loaded from a file, each with a package that the cohort takes."""
    if not size:
        return []
    provider = a_provider(at=at)
    if cohort != "off_framework":
        a_contract(provider, kind="framework", services=[SERVICE_OF[cohort]], at=at)
    teams = list(council.teams.values())
    cases = [f"W{next(_numbers)}" for _ in range(size)]
    lines = [
        f"{case},Ann,Person{n},1940-02-0{n % 9 + 1},{n} Quay Street Whitstable,CT5 1AB,{teams[n % len(teams)].ref}"
        for n, case in enumerate(cases)
    ]
    heading = "case_number,given_name,family_name,born_on,address,postcode,team"
    loaded = load("people", heading, *lines, at=at)
    assert loaded.outcome.added == size, loaded.outcome.rejects[:1]
    service = SERVICE_OF[cohort]
    rows = [
        PackageRow(f"OLD-{case}", case, provider.regulator_id, service, Decimal(5), 1, Decimal(18), SET_UP.date())
        for case in cases
    ]
    load_packages(rows=rows, by=ADMINISTRATOR, at=at)
    return list(Person.objects.filter(case_number__in=cases).order_by("pk"))


def load(kind: str, heading: str, *lines: str, at: datetime = MONDAY, by: Any = ADMINISTRATOR) -> Loaded:
    """A file of a kind, loaded."""
    content = BytesIO("\n".join((heading, *lines)).encode())
    return load_file(KINDS[kind], content, f"{kind}.csv", by=by, at=at)


def a_programme(county: County | None = None, *, a_month: int = 2, at: datetime = MONDAY) -> Programme:
    """Drafted for the whole council from January 2018, each team with so many a month."""
    county = county or a_county()
    return commands.draft_programme(
        name="Reviews of 2018",
        unit=county.council.unit.ref,
        start_month=JANUARY,
        capacity=dict.fromkeys(county.teams, a_month),
        by=HEAD,
        at=at,
    )


def a_running_programme(county: County | None = None, **told: Any) -> Programme:
    """Drafted and started."""
    return commands.start_programme(programme=a_programme(county, **told).ref, by=HEAD, at=MONDAY)


def a_programme_in(state: str) -> Programme:
    """A programme in any state, in a council of its own."""
    if state == "closed":
        return commands.close_programme(programme=a_running_programme().ref, reason="All done", by=HEAD, at=MONDAY)
    return a_running_programme() if state == "running" else a_programme()


def an_entry(programme: Programme, cohort: str = "off_framework") -> ProgrammeEntry:
    """The first entry of a cohort."""
    return programme.entries.select_related("package__team", "person").filter(cohort=cohort)[0]


def a_letter(programme: Programme | None = None) -> ProgrammeLetter:
    """A letter that waits to be set."""
    programme = programme or a_programme()
    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)
    return programme.letters.select_related("person__team").filter(state="queued")[0]


def a_letter_in(state: str) -> ProgrammeLetter:
    """A letter in any state; a kept one wants a translated copy."""
    county = a_county()
    person = county.people["off_framework"][0]
    told = {"held": {"letter_format": "advocate"}, "kept": {"letter_format": "translated", "language": "Somali"}}
    Person.objects.filter(pk=person.pk).update(**told.get(state, {}))
    programme = a_programme(county)
    commands.ask_programme_letters(programme=programme.ref, by=HEAD, at=MONDAY)
    if state == "kept":
        list(set_programme_letters(MONDAY))
    return programme.letters.select_related("person__team").get(person=person)
