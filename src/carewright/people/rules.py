"""Names as they are searched for, postcodes as they are written, and what a person's details must be. Pure."""

import re
import unicodedata
from datetime import date, timedelta

from carewright.kernel.refused import Fault, Invalid
from carewright.messages.wording.formats import LetterFormat

SEEN_AGAIN_AFTER = timedelta(minutes=15)
"""A record that stays open is one look: opening it again sooner than this isn't recorded anew (ROLE-8)."""
OLDEST = 125
"""In years: a date of birth before this is a mistyping."""

_POSTCODE = re.compile(
    r"(GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRV-Y]))"
    r"([0-9][ABD-HJLNP-UW-Z]{2})"
)
_NOT_SPLIT_BY_UNICODE = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
_JOINS = re.compile(r"['’‘`´.]")
_NOT_A_WORD = re.compile(r"[^\w]+")


def folded(*texts: str) -> str:
    """The texts as they are searched: lower case, without accents or apostrophes, words apart by one space."""
    text = " ".join(texts).casefold().translate(_NOT_SPLIT_BY_UNICODE)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_A_WORD.sub(" ", _JOINS.sub("", plain)).strip()


def postcode(text: str, field: str = "postcode") -> str:
    """A postcode as it is written, `CT5 1AB`, from what somebody typed. Refuses what can't be one, naming the field."""
    found = _POSTCODE.fullmatch(re.sub(r"[\s-]+", "", text).upper())
    if found is None:
        raise Invalid([Fault(field, "Enter a full UK postcode, such as CT5 1AB.")])
    return f"{found[1]} {found[2]}"


def age_on(born_on: date, day: date) -> int:
    """In whole years. Who is born on 29 February is a year older on 1 March where there is no 29th."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def faults_of_letter_format(letter_format: str, language: str) -> list[Fault]:
    """What is wrong with how somebody is to be written to; a letter in their language needs the language (REV-9)."""
    if letter_format not in set(LetterFormat):
        known = ", ".join(one.value for one in LetterFormat)
        return [Fault("letter_format", f"Choose how to write to the person: {known}.")]
    if letter_format == LetterFormat.TRANSLATED and not language.strip():
        return [Fault("language", "Enter the language in which to write to the person.")]
    return []


def faults_of_person(*, given_name: str, family_name: str, born_on: date, address: str, on: date) -> list[Fault]:
    """What is wrong with a person's details on this day; empty when nothing is."""
    needed = {
        "given_name": (given_name, "given name"),
        "family_name": (family_name, "family name"),
        "address": (address, "address"),
    }
    faults = [Fault(field, f"Enter the {words}.") for field, (text, words) in needed.items() if not text.strip()]
    if born_on > on:
        faults.append(Fault("born_on", "The date of birth must be in the past."))
    elif on.year - born_on.year > OLDEST:
        faults.append(Fault("born_on", "The date of birth is too long ago. Check the year."))
    return faults
