"""What is asked about a personal budget."""

from carewright.look.days import DayField
from carewright.look.forms import Form


class RenewForm(Form):
    """From when the renewed budget holds."""

    from_on = DayField(label="From", help_text="The day from which the person's renewed budget holds.")
