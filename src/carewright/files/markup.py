"""XML read piece by piece: no document types, no entities, a limit to elements, depth and text.

A format is a class with `start`, `end` and `text`; what it has made of the pieces so far is taken from its `made`.
"""

from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import IO, Any, Generic, NoReturn, TypeVar
from xml.parsers import expat

from carewright.files.limits import BadFile, Limits
from carewright.files.packed import read_from

M = TypeVar("M")
PIECE = 65_536
DEEPEST = 100
LONGEST_TEXT = 100_000
_DAMAGED = "The file is damaged: a part of it can't be read. Open it, save it again, and send that."
_ODD = "The file is put together in a way that no spreadsheet is, so it was not read on. Save it again as XLSX or CSV."
_TOO_LARGE = "The file holds more than can be read at once. Split it, or send it as CSV."


class Reader(Generic[M]):
    """Makes something of XML: subclasses say what, by local names of elements and attributes."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.made: deque[M] = deque()
        self._text: list[str] = []
        self._long = 0
        self._is_listening = False
        self._depth = 0
        self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def listen(self) -> None:
        """Take the text from here on."""
        self._text.clear()
        self._long = 0
        self._is_listening = True

    def text(self) -> str:
        """The text since `listen`."""
        self._is_listening = False
        return "".join(self._text)

    def read(self, entry: IO[bytes]) -> Iterator[M]:
        """What is made of the entry, as soon as it is made."""
        parser = self._parser()
        while piece := read_from(entry, PIECE):
            self._feed(parser, piece, False)
            while self.made:
                yield self.made.popleft()
        self._feed(parser, b"", True)
        while self.made:
            yield self.made.popleft()

    def _feed(self, parser: Any, piece: bytes, is_last: bool) -> None:
        try:
            parser.Parse(piece, is_last)
        except (expat.ExpatError, ValueError, LookupError) as problem:
            raise BadFile(_DAMAGED) from problem

    def _parser(self) -> Any:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.ExternalEntityRefHandler = _refuse
        return parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            _refuse()
        if self._elements > self.limits.elements:
            raise BadFile(_TOO_LARGE)
        local = {_local(key): value for key, value in attributes.items()} if attributes else attributes
        self.start(_local(name), local)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(_local(name))

    def _characters(self, text: str) -> None:
        if not self._is_listening:
            return
        self._long += len(text)
        if self._long > LONGEST_TEXT:
            _refuse()
        self._text.append(text)


@lru_cache(maxsize=1_000)
def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _refuse(*_: Any) -> NoReturn:
    raise BadFile(_ODD)
