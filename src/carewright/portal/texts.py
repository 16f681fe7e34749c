"""How a telephone shows numbers and postcodes."""

from django.utils.html import format_html
from django.utils.safestring import SafeString


def ringing(number: str) -> SafeString | str:
    """The number as a link that rings it; what holds no number stays as it is."""
    dialled = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return format_html('<a class="govuk-link" href="tel:{}">{}</a>', dialled, number) if dialled else number


def unbroken(postcode: str) -> str:
    """A postcode that no line ends within."""
    return postcode.replace(" ", "\N{NO-BREAK SPACE}")
