"""The council's colour: whether it can be used, and the style sheet made from it."""

import re

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
ENOUGH_CONTRAST = 4.5
"""White text on the colour must stand out at least so much (WCAG 2.2, 1.4.3)."""


def is_usable(colour: str) -> bool:
    """Whether white text on the colour can be read. The colour is written as #1d4f91."""
    return bool(_HEX.fullmatch(colour)) and contrast_with_white(colour) >= ENOUGH_CONTRAST


def contrast_with_white(colour: str) -> float:
    """The contrast ratio of white text on the colour, from 1 to 21."""
    return 1.05 / (_luminance(colour) + 0.05)


def style_sheet(colour: str) -> str:
    """What the pages load after GOV.UK Frontend: its custom properties with the council's colour."""
    return (
        f":root{{--govuk-brand-colour:{colour};"
        f"--govuk-surface-background-colour:color-mix(in srgb,{colour} 5%,#fff);"
        f"--govuk-surface-border-colour:color-mix(in srgb,{colour} 45%,#fff);"
        f"--govuk-template-background-colour:color-mix(in srgb,{colour} 5%,#fff)}}\n"
    )


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
