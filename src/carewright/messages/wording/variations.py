"""What providers are told about their weekly variation reports (VAR-2). No names, no amounts (ROLE-6, ROLE-7)."""

from carewright.messages.wording import Action, Wording


def variations_refused(*, count: int, path: str) -> Wording:
    """Variations of the provider were refused: the reason stands on its page."""
    some = "A variation that you reported has" if count == 1 else f"{count} variations that you reported have"
    return Wording(
        subject="Variations refused" if count > 1 else "Variation refused",
        paragraphs=[
            f"{some} been refused, so nothing changes of what we pay for the week. The reason is with each.",
            "If the hours were different, report the week again with what was wrong put right.",
        ],
        action=Action("See your weekly reports", path),
    )
