"""Persons and those who speak for them."""

from typing import Annotated, Literal

from pydantic import AliasPath, Field

from carewright.api.schemas.fields import (
    ROWS,
    Asked,
    Day,
    Email,
    Line,
    LongLine,
    LongNote,
    Note,
    Postcode,
    Ref,
    Shown,
    Word,
    no_day,
)


class PersonRow(Shown):
    """A person as a list shows them."""

    ref: Ref = Field(description="The person's reference.")
    case_number: str = Field(description="In the council's case-management system.")
    name: str = Field(description="As the person is called.")
    born_on: Day = Field(description="Date of birth.")
    postcode: str = Field(description="Postcode.")
    team: Ref = Field(validation_alias=AliasPath("team", "ref"), description="The team's reference.")
    team_name: str = Field(validation_alias=AliasPath("team", "name"), description="The team's name.")


class RepresentativeShown(Shown):
    """Who speaks for a person."""

    ref: Ref = Field(description="The representative's reference.")
    kind: str = Field(description="representative (family or friend) or advocate (independent).")
    name: str = Field(description="Name.")
    relationship: str = Field(description="To the person, such as daughter.")
    telephone: str = Field(description="Telephone.")
    email: str = Field(description="Email address.")
    is_first_contact: bool = Field(description="Whether they are telephoned first.")


class PersonShown(PersonRow):
    """A person's record."""

    given_name: str = Field(description="Given name.")
    family_name: str = Field(description="Family name.")
    known_as: str = Field(description="What the person is called, where that is not the given name.")
    pronoun: str = Field(description="Pronoun.")
    address: str = Field(description="Address, without the postcode.")
    telephone: str = Field(description="Telephone.")
    email: str = Field(description="Email address.")
    communication_need: str = Field(description="How to speak or write to the person.")
    language: str = Field(description="Language, where it is not English.")
    letter_format: str = Field(description="How the person is written to.")
    risk_note: str = Field(description="A recorded risk.")
    representatives: Annotated[list[RepresentativeShown], ROWS] = Field(description="Who speaks for the person.")


Letters = Literal["standard", "large_print", "easy_read", "translated", "advocate"]


class PersonToAdd(Asked):
    """A person to add to a team."""

    case_number: Word = Field(max_length=30, description="In the council's case-management system: each has its own.")
    given_name: Line = Field(description="Given name.")
    family_name: Line = Field(description="Family name.")
    born_on: Day = Field(description="Date of birth.")
    address: Note = Field(description="Address, without the postcode.")
    postcode: Postcode = Field(description="Postcode.")
    team: Ref = Field(description="The team's reference.")
    known_as: Line = Field(default="", description="What the person is called, where that is not the given name.")
    pronoun: Word = Field(default="", max_length=20, description="Pronoun.")
    telephone: Word = Field(default="", max_length=30, description="Telephone.")
    email: Email = Field(default="", description="Email address.")
    communication_need: LongLine = Field(default="", description="How to speak or write to the person.")
    language: Line = Field(default="", max_length=60, description="Language, where it is not English.")
    letter_format: Letters = Field(default="standard", description="How to write; translated needs the language.")
    risk_note: LongNote = Field(default="", description="A recorded risk.")


class PersonCorrection(Asked):
    """The details to put right: those that are sent, no others."""

    given_name: Line = Field(default="", description="Given name.")
    family_name: Line = Field(default="", description="Family name.")
    born_on: Day = Field(default_factory=no_day, description="Date of birth.")
    address: Note = Field(default="", description="Address, without the postcode.")
    postcode: Postcode = Field(default="", description="Postcode.")
    team: Ref = Field(default="", description="The team's reference.")
    known_as: Line = Field(default="", description="What the person is called.")
    pronoun: Word = Field(default="", max_length=20, description="Pronoun.")
    telephone: Word = Field(default="", max_length=30, description="Telephone.")
    email: Email = Field(default="", description="Email address.")
    communication_need: LongLine = Field(default="", description="How to speak or write to the person.")
    language: Line = Field(default="", max_length=60, description="Language, where it is not English.")
    letter_format: Letters = Field(default="standard", description="How to write; translated needs the language.")
    risk_note: LongNote = Field(default="", description="A recorded risk.")


class RepresentativeToAdd(Asked):
    """Somebody who speaks for the person."""

    kind: Literal["representative", "advocate"] = Field(description="Family or friend, or the independent advocate.")
    name: LongLine = Field(description="Name.")
    relationship: Line = Field(default="", max_length=60, description="To the person, such as daughter.")
    telephone: Word = Field(default="", max_length=30, description="Telephone; this or an email address is needed.")
    email: Email = Field(default="", description="Email address.")
    is_first_contact: bool = Field(default=False, description="Whether to telephone them first, in place of another.")
