"""Policy packs, and a council's own policy files. Pure: no database."""

from carewright.policy.packs.reading import DEFAULT, PACKS, load, read_text, terms_from
from carewright.policy.packs.writing import text_of

__all__ = ["DEFAULT", "PACKS", "load", "read_text", "terms_from", "text_of"]
