"""What the browser sent about somebody's privacy."""

from django import forms

from amity.web.inventory.models import Relationship

RELEASED, WITHHELD, LEFT_OUT = "released", "withheld", "left_out"


class OutsideForm(forms.Form):
    """What leaves the clinic about one person."""

    outside = forms.ChoiceField(
        choices=[
            (WITHHELD, "On drawings by name; in a copy of the record as “a person”"),
            (RELEASED, "By name, with what was said, in a copy as well"),
            (LEFT_OUT, "As “a person” everywhere"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what may leave the clinic about them."},
    )

    @classmethod
    def of(cls, person: Relationship) -> "OutsideForm":
        """As it is now."""
        now = LEFT_OUT if person.left_out else RELEASED if person.released else WITHHELD
        return cls(initial={"outside": now}, auto_id=f"id_{person.id.hex}_%s")

    @property
    def flags(self) -> dict[str, bool]:
        """As the action takes it."""
        chosen = self.cleaned_data["outside"]
        return {"released": chosen == RELEASED, "left_out": chosen == LEFT_OUT}


class RedactForm(forms.Form):
    """Letting go of the words about somebody, said twice because nothing brings them back."""

    sure = forms.BooleanField(
        label="Let go of them for good",
        error_messages={"required": "Tick the box to let go of them. Nothing brings them back."},
    )


class SeenForm(forms.Form):
    """Until when the page showed what came from home, and which page that was."""

    id = forms.UUIDField(required=False)  # made with the page: sent twice, it is kept once
    up_to = forms.DateTimeField()
    back_to = forms.ChoiceField(choices=[(name, name) for name in ("inventory", "life_chart")])
