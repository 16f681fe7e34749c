"""References: what people and systems see instead of a database id (06-interfaces, References).

A reference is the kind's prefix, eight random Crockford base32 characters and a check character, such as
`REF-7K3M-9QWA-5`. The check character is a weighted sum over the field of 32 elements: any one character
mistyped, and any two neighbours swapped, is caught.
"""

import secrets

from carewright.kernel.refused import NotFound

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {character: value for value, character in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_FIELD_POLYNOMIAL = 0b100101


def new_ref(prefix: str) -> str:
    """A fresh reference of this kind, telling nothing about how many there are."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{prefix}-{body[:4]}-{body[4:]}-{check_character(body)}"


def check_character(body: str) -> str:
    """The check character of eight characters of the alphabet."""
    total = 0
    for character in body:
        total = _times_two(total ^ _VALUE[character])
    return ALPHABET[total]


def normalised(text: str, prefix: str = "") -> str:
    """A reference as stored, from what somebody typed or read out: lower case, O for 0, spaces and missing dashes.

    Refuses (as for a thing that does not exist) anything that is no reference, or whose check character is wrong.
    """
    kind, _, rest = text.strip().upper().replace(" ", "-").partition("-")
    characters = "".join("" if c == "-" else c for c in rest)
    if len(characters) != 9 or any(c not in _VALUE for c in characters) or (prefix and kind != prefix):
        raise NotFound
    plain = "".join(ALPHABET[_VALUE[c]] for c in characters)
    if check_character(plain[:8]) != plain[8]:
        raise NotFound
    return f"{kind}-{plain[:4]}-{plain[4:8]}-{plain[8]}"


def _times_two(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD_POLYNOMIAL if doubled & 0b100000 else doubled
