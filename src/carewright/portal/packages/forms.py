"""What a provider is asked about its own packages."""

from carewright.look.days import DayField
from carewright.look.forms import Form


class ResumeForm(Form):
    """From which day care is given again (ORD-3)."""

    care_from_on = DayField(label="First day with care again")
