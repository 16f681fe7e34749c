"""Which verb takes a thing from which states to which: one table per noun."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from carewright.kernel.refused import WrongState

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Move(Generic[S]):
    """One row: the command's name, the states that it may start from, the state it leads to (None: stays)."""

    verb: str
    sources: frozenset[S]
    target: S | None

    @classmethod
    def of(cls, verb: str, sources: "S | set[S]", target: S | None) -> "Move[S]":
        """A row from one state or several."""
        return cls(verb, frozenset(sources) if isinstance(sources, set) else frozenset({sources}), target)


class Lifecycle(Generic[S]):
    """The table of one noun. `noun` and each state's value are used in the refusal's words."""

    def __init__(self, noun: str, states: type[S], moves: list[Move[S]]) -> None:
        self.noun = noun
        self.states = states
        self.moves = {move.verb: move for move in moves}

    def __iter__(self) -> Iterator[Move[S]]:
        return iter(self.moves.values())

    def check_move(self, verb: str, state: str) -> S:
        """The state that the verb leads to from this one; refused when the table has no such row."""
        move = self.moves[verb]
        now = self.states(state)
        if now not in move.sources:
            raise WrongState(
                f"You cannot {verb.replace('_', ' ')} now: this {self.noun} is {now.value.replace('_', ' ')}. "
                "Go back and look at where it stands."
            )
        return now if move.target is None else move.target

    def allows(self, verb: str, state: str) -> bool:
        """Whether the table has a row for the verb from this state."""
        return self.states(state) in self.moves[verb].sources
