"""What a service lead sends: what a file is for."""

from django import forms


class ExportForm(forms.Form):
    """Why the courses are handed out."""

    reason = forms.CharField(
        label="What is the file for, and who gets it?",
        help_text="It is written down with your name and the time. Name no client.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
