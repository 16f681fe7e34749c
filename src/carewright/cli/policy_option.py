"""`--policy`: the pack or policy file that a calculator works by."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from carewright.kernel.refused import Invalid

if TYPE_CHECKING:
    from carewright.policy.terms import Terms


def add_policy_option(parser: argparse.ArgumentParser, pack: str) -> None:
    """Let a calculator take `--policy`; `pack` is the one it works by when it is not told."""
    parser.add_argument(
        "--policy", default=pack, metavar="NAME|FILE", help=f"a policy pack's name, or a policy file in TOML ({pack})"
    )
    parser.set_defaults(base_pack=pack)


def chosen_terms(args: argparse.Namespace) -> "Terms":
    """The terms that were chosen; what a file leaves out, the calculator's own pack supplies.

    Refused with the policy, the place in it and the reason when it cannot work (POL-4).
    """
    from carewright.policy.packs import load  # here, so that help does not wait for it

    try:
        return load(args.policy, base=args.base_pack)
    except Invalid as refused:
        faults = [replace(fault, field=_place(args.policy, fault.field)) for fault in refused.faults]
        raise Invalid(faults, rule=refused.rule) from None


def _place(policy: str, field: str) -> str:
    return f"policy {policy}" if field in ("", policy) else f"policy {policy}: {field}"
