"""What is asked of whoever loads a file."""

from django import forms

from carewright.look.forms import Form


class LoadFile(Form):
    """A file, and whether it is only tried."""

    file = forms.FileField(label="File", help_text="CSV, XLSX or ODS, up to 20 MB and 20,000 rows.")
    how = forms.ChoiceField(
        label="What to do",
        choices=[("try", "Try it: say what would happen, and change nothing"), ("load", "Load it")],
        initial="try",
        widget=forms.RadioSelect,
    )
