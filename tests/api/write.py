"""A request that is a write, as the tests of every write send it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.api.conftest import Caller
from tests.api.world import World


@dataclass(frozen=True)
class Write:
    """A request: who sends it, where to, what. `form`: as a form with a file."""

    caller: Caller
    path: str
    body: dict[str, Any] | None = None
    form: bool = False


Writing = Callable[[World], Write]


def of_council(path: str, body: Any = None) -> Writing:
    """To a thing that there is already, by the council: `{0}` stands for the first of its kind."""

    def asked(world: World) -> Write:
        kind = path.split("/")[1]
        return Write(world.council, path.format(*world.refs.get(kind, [])), body)

    return asked
