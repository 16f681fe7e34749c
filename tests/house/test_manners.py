"""Manners that no other check holds: sizes, names, signals, saving, catching everything, silencing checks."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import PACKAGE, ROOT, Module, modules, name_of

WALL = 400
NO_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers", "service", "services", "base_utils"}
NO_IDENTIFIERS = {"data", "info", "process", "utils", "helpers", "common", "do_it", "handle", "stuff"}
SILENCED = re.compile(
    r"#\s*(type:\s*ignore(\[[\w, -]+\])?|noqa(:\s*[A-Z]+[0-9]+(,\s*[A-Z]+[0-9]+)*)?|nosec( B[0-9]+)?)"
)


def faults(module: Module) -> Iterator[str]:
    """What is not done in this house."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            ("django.dispatch", "django.db.models.signals")
        ):
            yield f"line {node.lineno}: signals; use a reaction in wiring/"
        if isinstance(node, ast.ExceptHandler) and catches_everything(node):
            yield f"line {node.lineno}: catches everything"
        if isinstance(node, ast.ClassDef) and any(name_of(base).endswith("Model") for base in node.bases):
            yield from (
                f"line {part.lineno}: overrides {part.name}"
                for part in node.body
                if isinstance(part, ast.FunctionDef) and part.name in {"save", "delete"}
            )
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name.lower() in NO_IDENTIFIERS:
            yield f"line {node.lineno}: a name that says nothing: {node.name}"
    yield from silenced(module.text)


def catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether it catches any exception and does not raise again."""
    broad = handler.type is None or name_of(handler.type) in {"Exception", "BaseException"}
    return broad and not any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def silenced(text: str) -> Iterator[str]:
    """Checks silenced without the reason beside it, or beside one on a line next to it."""
    lines = text.splitlines()
    bare = {number for number, line in enumerate(lines, 1) if is_silenced(line) and not has_reason(line)}
    for number in sorted(bare):
        if not any(is_silenced(line) and has_reason(line) for line in lines[max(0, number - 2) : number + 1]):
            yield f"line {number}: silences a check without saying why"


def is_silenced(line: str) -> bool:
    return SILENCED.search(line) is not None


def has_reason(line: str) -> bool:
    """Whether more than the silencing itself stands after it."""
    found = SILENCED.search(line)
    return found is not None and len(SILENCED.sub("", line[found.start() :]).strip(" #-:")) >= len("why")


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_manners_are_kept(module):
    assert list(faults(module)) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.db.models.signals import post_save",
        "try: pass\nexcept Exception: pass",
        "try: pass\nexcept: pass",
        "class Offer(models.Model):\n    def save(self): ...",
        "def process(): ...",
        "x = 1  # type: ignore",
        "x = 1  # noqa: S101",
    ],
)
def test_bad_manners_would_be_found(line):
    assert len(list(faults(Module("x.py", line)))) == 1


def test_a_check_may_be_silenced_with_a_reason():
    assert list(silenced("x = 1  # noqa: S603 - the program's own path")) == []


@pytest.mark.parametrize("folder", [PACKAGE, ROOT / "tests", ROOT / "bin"], ids=lambda folder: folder.name)
def test_no_file_is_longer_than_the_wall(folder):
    files = [path for path in folder.rglob("*.py") if "migrations" not in path.parts]
    long = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in files}

    assert {name: lines for name, lines in long.items() if lines > WALL} == {}


def test_no_room_is_for_odds_and_ends():
    names = {part.removesuffix(".py") for module in modules() for part in module.path.split("/")}

    assert sorted(names & NO_NAMES) == []
