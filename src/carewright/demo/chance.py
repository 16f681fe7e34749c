"""Chance that can be had again: the same seed draws the same (SIMULATE prints its seed)."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def chance(seed: int, what: str = "") -> Random:
    """A source of chance for one purpose, so that a change in one part of the county does not shuffle the others."""
    return Random(f"{seed} {what}")  # noqa: S311  # nosec B311 - invents a county, keeps no secret


def drawn(weights: Mapping[T, float], rng: Random) -> T:
    """One of the keys, each as likely as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]
