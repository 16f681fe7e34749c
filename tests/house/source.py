"""The program's own source, read as a tree: what the tests of this folder look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "carewright"


@dataclass(frozen=True)
class Module:
    """A module by its path below the package, such as `access/commands.py`."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def area(self) -> str:
        return self.path.partition("/")[0]

    @property
    def room(self) -> str:
        """`commands` for access/commands.py as for sourcing/commands/offering.py."""
        return self.path.split("/")[1].removesuffix(".py") if "/" in self.path else ""

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Those at the top of the module."""
        return (node for node in self.tree.body if isinstance(node, ast.FunctionDef))

    def classes(self) -> Iterator[ast.ClassDef]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.ClassDef))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the program but for migrations."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    return tuple(Module(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in paths)


def name_of(node: ast.expr) -> str:
    """`Event.objects.filter` for that expression, and for a call of it; empty parts for what is no name."""
    if isinstance(node, ast.Call):
        return name_of(node.func)
    if isinstance(node, ast.Attribute):
        return f"{name_of(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def is_decorated(function: ast.FunctionDef, name: str) -> bool:
    return any(name_of(decorator).rpartition(".")[2] == name for decorator in function.decorator_list)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    return (found for found in ast.walk(node) if isinstance(found, ast.Call))
