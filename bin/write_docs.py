"""Writes the pages of docs/ that are made from the code: `make docs`. With --check, says which are out of date.

- docs/rules.md: each rule's id, where the code keeps it and which tests show it
- docs/who-may-do-what.md: the table of rights that every command and page enforces
- docs/states.md: each noun's states, and the commands between them
"""

import ast
import importlib
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "carewright"
TESTS = ROOT / "tests"
RULE = re.compile(r"\b([A-Z]{3,5})-(\d{1,2}[a-z]?)(?: to (\d{1,2})\b)?(?!-|\w)")
MADE = "<!-- Made from the code by `make docs`; do not edit. -->\n\n"
FAMILIES = {
    "TIME": "Working time",
    "OBL": "Obligations",
    "ROLE": "Roles and rights",
    "TRAIL": "The audit trail",
    "POL": "Policy",
    "REF": "Referrals",
    "WAIT": "Packages to be placed",
    "SRC": "Sourcing",
    "ACC": "Acceptance",
    "ORD": "Orders and packages",
    "REV": "Reviews",
    "CHG": "Changes",
    "VAR": "Variations",
    "PRO": "Providers",
    "CONT": "Contracts",
    "RNK": "Ranking",
    "MON": "Monitoring",
    "CON": "Concerns",
    "HBK": "Handbacks",
    "MEET": "Meetings",
    "AUD": "Case audit",
    "RPT": "Reports",
    "CLD": "The statutory return",
}


def rules_page() -> str:
    """Every rule that the code names, by family."""
    code, tests = mentions(SOURCE), mentions(TESTS)
    lines = [MADE + "# Rules, code and tests\n"]
    for family, title in FAMILIES.items():
        ids = sorted({rule for rule in code | tests if rule.partition("-")[0] == family}, key=in_order)
        if ids:
            lines += [f"\n## {title}\n", "| rule | kept in | shown by |", "|---|---|---|"]
            lines += [f"| {rule} | {listed(code[rule])} | {listed(tests[rule])} |" for rule in ids]
    return "\n".join(lines) + "\n"


def mentions(folder: Path) -> dict[str, set[str]]:
    """Which functions and classes of the folder's modules name which rules."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*.py")):
        if "migrations" in path.parts or path.is_relative_to(TESTS / "house"):
            continue
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT if folder == TESTS else folder).with_suffix("").as_posix()
        for first, last, place in places(ast.parse(text)):
            for rule in rules_in("\n".join(text.splitlines()[first - 1 : last])):
                found[rule].add(f"{name}: `{place}`" if place else name)
    return found


def places(tree: ast.Module) -> Iterator[tuple[int, int, str]]:
    """The lines of each function and class at the top of a module, and of what stands between them (no name)."""
    end = 0
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            start = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield end + 1, start - 1, ""
            yield start, node.end_lineno or start, node.name
            end = node.end_lineno or start
    yield end + 1, sys.maxsize, ""


def rules_in(text: str) -> Iterator[str]:
    """The rule ids in a text; `SRC-1 to 3` names three."""
    for family, first, last in RULE.findall(text):
        if family in FAMILIES:
            yield f"{family}-{first}"
            yield from (f"{family}-{number}" for number in range(int(re.sub(r"\D", "", first)) + 1, int(last or 0) + 1))


def in_order(rule: str) -> tuple[int, str]:
    """Rule 10 comes after rule 9."""
    number = rule.partition("-")[2]
    return int(re.sub(r"\D", "", number)), number


def listed(places_named: set[str]) -> str:
    """Names in one cell of a table; a module's functions after the module's name, once."""
    by_module: dict[str, list[str]] = defaultdict(list)
    for place in sorted(places_named):
        module, _, name = place.partition(": ")
        by_module[module].extend([name] if name else [])
    return "<br>".join(f"{module}: {', '.join(names)}" if names else module for module, names in by_module.items())


def rights_page() -> str:
    """The table of rights, group by group."""
    from carewright.access.who_may import WHO_MAY

    lines = [MADE + "# Who may do what\n"]
    group = ""
    for right in WHO_MAY.values():
        if right.group != group:
            group = right.group
            lines += [f"\n## {group.capitalize()}\n", "| | verb | who | as deputy |", "|---|---|---|---|"]
        who = ", ".join(sorted(role.in_words for role in right.roles))
        deputies = ", ".join(sorted(role.in_words for role in right.deputies))
        lines.append(f"| {right.sentence} | `{right.verb}` | {who} | {deputies} |")
    return "\n".join(lines) + "\n"


def states_page() -> str:
    """A diagram for each lifecycle."""
    lines = [MADE + "# States\n"]
    for lifecycle in lifecycles():
        lines += [f"\n## {lifecycle.noun.capitalize()}\n", "```mermaid", "stateDiagram-v2"]
        for move in lifecycle:
            lines += sorted(f"    {source} --> {move.target or source}: {move.verb}" for source in move.sources)
        lines.append("```")
    return "\n".join(lines) + "\n"


def lifecycles() -> Iterator[Any]:
    """Every lifecycle of the program, in the order of the areas' names."""
    from carewright.kernel.lifecycle import Lifecycle

    for path in sorted(SOURCE.glob("*/lifecycle.py")):
        module = importlib.import_module(f"carewright.{path.parent.name}.lifecycle")
        yield from (value for value in vars(module).values() if isinstance(value, Lifecycle))


PAGES = {"rules.md": rules_page, "who-may-do-what.md": rights_page, "states.md": states_page}


def main(words: list[str]) -> int:
    """Write the pages, or (--check) compare them: 1 when one is out of date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "carewright.config.settings")
    stale = []
    for name, page in PAGES.items():
        path, text = ROOT / "docs" / name, page()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in words:
                path.write_text(text, encoding="utf-8")
    if stale and "--check" in words:
        print(f"carewright: run `make docs`: out of date in docs/: {', '.join(stale)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
