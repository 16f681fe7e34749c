"""`carewright policy`: look at policies, check a file, try a draft, draft and activate (POL-1, POL-3, POL-4).

`show` of a pack or a file, `check`, and `what-if` over a table need no database.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from carewright.cli.database import acting, database
from carewright.cli.policy_name import day, is_version, terms_named, version_named
from carewright.cli.what_if import add_what_if
from carewright.kernel.refused import Refused

if TYPE_CHECKING:
    from carewright.policy.rules import Difference, Section


def register(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `policy` and its own sub-commands."""
    policy = sub.add_parser("policy", help="look at policies, check a file, try, draft and activate")
    verbs = policy.add_subparsers(metavar="VERB", required=True)
    _list(verbs)
    _show(verbs)
    _check(verbs)
    add_what_if(verbs)
    _draft(verbs)
    _activate(verbs)


def _list(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("list", help="every policy of this installation, and which is in force")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(run=list_policies)


def _show(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("show", help="a policy in words")
    parser.add_argument(
        "name",
        nargs="?",
        default="default",
        metavar="NAME",
        help="a pack's name, a file or a version (the default pack)",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--toml", action="store_true", help="as a policy file, whole, to start one's own from")
    form.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(run=show)


def _check(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("check", help="whether a policy file could work, and what it says otherwise than a pack")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--against", default="default", metavar="NAME", help="a pack or a file (the default pack)")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.set_defaults(run=check)


def _draft(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("draft", help="draft a policy from a file, for another policy owner to activate")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--name", default="", help="what to call it (the file's name)")
    parser.add_argument("--by", required=True, metavar="EMAIL", help="the policy owner who drafts it")
    parser.set_defaults(run=draft)


def _activate(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = verbs.add_parser("activate", help="activate a draft, or draft a file and activate it at once")
    parser.add_argument("file", metavar="FILE|VERSION")
    parser.add_argument("--on", required=True, type=day, metavar="DATE", help="in force from this day: 2027-04-01")
    parser.add_argument("--by", required=True, metavar="EMAIL", help="the policy owner who activates it")
    parser.add_argument("--name", default="", help="what to call it (the file's name)")
    parser.set_defaults(run=activate)


def list_policies(args: argparse.Namespace) -> int:
    """One line a policy: version, standing, from when, name."""
    with database():
        from carewright.config.now import now
        from carewright.policy.queries import BUILT_IN, documents, standing, version_at
        from carewright.worktime import local

        at = now()
        rows = [
            (
                kept.ref,
                standing(kept, at),
                local(kept.effective_at).date().isoformat() if kept.effective_at else "",
                kept.name,
            )
            for kept in documents()
        ]
        in_force = "in force" if version_at(at) == BUILT_IN else "no longer in force"
    rows.append((BUILT_IN, in_force, "", "Built-in default"))
    if args.json:
        names = ("version", "standing", "effective_on", "name")
        print(json.dumps([dict(zip(names, row, strict=True)) for row in rows], indent=2))
    else:
        _print_columns([("VERSION", "STANDING", "FROM", "NAME"), *rows])
    return 0


def show(args: argparse.Namespace) -> int:
    """A policy in words, as TOML or as JSON."""
    from carewright.policy.packs import text_of
    from carewright.policy.rules import in_words

    terms = terms_named(args.name)
    if args.toml:
        print(text_of(terms), end="")
    elif args.json:
        print(terms.model_dump_json(indent=2, exclude_none=True))
    else:
        _print_sections(in_words(terms))
    return 0


def check(args: argparse.Namespace) -> int:
    """Say that a file could work, and what is different in it; its faults are refused with their places."""
    from carewright.policy.packs import load, read_text, terms_from
    from carewright.policy.rules import differences

    found = differences(load(args.against), terms_from(read_text(args.file)))
    if args.json:
        print(json.dumps([change._asdict() for change in found], indent=2, ensure_ascii=False))
    else:
        _print_differences(args.file, args.against, found)
    return 0


def draft(args: argparse.Namespace) -> int:
    """Draft a file's policy."""
    from carewright.policy.packs import read_text

    text = read_text(args.file)
    with database():
        from carewright.config.now import now
        from carewright.policy.commands import draft_policy

        made = draft_policy(name=args.name or Path(args.file).stem, text=text, by=acting(args.by), at=now())
    print(f"{made.ref}  {made.name} drafted; another policy owner can activate it")
    return 0


def activate(args: argparse.Namespace) -> int:
    """Activate a draft by its version; or draft a file and activate it, both or neither."""
    from carewright.policy.packs import read_text

    text = "" if is_version(args.file) else read_text(args.file)
    with database():
        from django.db import transaction

        from carewright.config.now import now
        from carewright.policy.commands import activate_policy, draft_policy

        by, at = acting(args.by), now()
        with transaction.atomic():
            version = version_named(args.file)
            if text or not version:
                version = draft_policy(name=args.name or Path(args.file).stem, text=text, by=by, at=at).ref
            try:
                made = activate_policy(policy=version, effective_on=args.on, by=by, at=at)
            except Refused as refused:
                raise _with_next_step(refused, drafted_now=not is_version(args.file)) from None
    print(f"{made.ref}  {made.name} activated; in force from {args.on:%-d %B %Y}")
    return 0


def _with_next_step(refused: Refused, *, drafted_now: bool) -> Refused:
    if refused.rule != "ROLE-3" or not drafted_now:
        return refused
    sentence = (
        "Another policy owner has to activate what you draft: use `carewright policy draft`, and give them the version."
    )
    return Refused(sentence, rule=refused.rule)


def _print_columns(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _print_sections(sections: "Sequence[Section]") -> None:
    for section in sections:
        print(section.title)
        for row in section.rows:
            print(f"  {row.label}: {row.value}" + (f"  ({', '.join(row.rules)})" if row.rules else ""))
        print()


def _print_differences(file: str, against: str, found: "Sequence[Difference]") -> None:
    if not found:
        print(f"{file} can be used. It says the same as {against}.")
        return
    print(f"{file} can be used. What it says otherwise than {against}:")
    for change in found:
        print(f"  {change.label}: {change.new}  (was: {change.old})")
