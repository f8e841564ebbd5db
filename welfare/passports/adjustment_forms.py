"""What is asked before an adjustment moves, and the form of its details."""

from datetime import date
from typing import Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import ValidationError

from welfare.passports.adjustments import DETAILS, OFFICER, OPEN, STANDING, Adjustment
from welfare.passports.choices import WaitsFor
from welfare.passports.owners import OwnerField
from wmp.lib import clock
from wmp.lib.editing import RecordForm
from wmp.lib.forms import MoneyField
from wmp.lib.near_days import just_been, soon_to_be
from wmp.lib.verbs import OnForm, VerbForm

# A panel is asked about passports, not about what was agreed.
MAY_WAIT_FOR = [(value, label) for value, label in WaitsFor.choices if value != WaitsFor.PANEL]
NO_REASON = "Whoever has to see to it reads this. Never write why it is needed."


class AgreeForm(VerbForm):
    owner = OwnerField(required=False)
    due = django_forms.DateField(label="Due", required=False, help_text="The day by which it should be in place.")
    cost = MoneyField(label="Cost", required=False, min_value=0, max_digits=9, decimal_places=2)

    def clean_due(self) -> date | None:
        return soon_to_be(self.cleaned_data["due"], "Due")


class OrderForm(VerbForm):
    supplier = django_forms.CharField(max_length=200, required=False)
    on = django_forms.DateField(label="Ordered on", initial=clock.today)
    due = django_forms.DateField(label="Due", required=False, help_text="Leave it as it is if the day stays.")

    def clean_on(self) -> date | None:
        return just_been(self.cleaned_data["on"], "Ordered on")

    def clean(self) -> dict[str, Any]:
        """A due day that stands already may be over; a new one may not."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        due = given.get("due")
        if due and due != self.initial.get("due"):
            try:
                soon_to_be(due, "Due")
            except ValidationError as error:
                self.add_error("due", error)
        return given


class InPlaceForm(VerbForm):
    on = django_forms.DateField(label="In place since", initial=clock.today)

    def clean_on(self) -> date | None:
        return just_been(self.cleaned_data["on"], "In place since")


class ReviewForm(OnForm):
    on = django_forms.DateField(label="Reviewed on", initial=clock.today)
    reason = django_forms.CharField(
        label="Does it help?",
        widget=django_forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        required=False,
        help_text="The holder reads this. No condition, no diagnosis.",
    )


class DropForm(VerbForm):
    reason = django_forms.CharField(
        label="Why is it no longer needed?", widget=django_forms.Textarea(attrs={"rows": 4}), max_length=2000
    )


class DetailsForm(RecordForm):
    """For RA officers all of it; for whoever sees to it what it waits for and what blocks it."""

    owner = OwnerField(required=False)
    cost = MoneyField(label="Cost", required=False, min_value=0, max_digits=9, decimal_places=2)
    waits_for = django_forms.ChoiceField(label="Waits for", choices=MAY_WAIT_FOR)

    class Meta:
        model = Adjustment
        fields: ClassVar[Any] = list(DETAILS)
        help_texts: ClassVar[Any] = {"blocked_by": NO_REASON}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {name: getattr(self.instance, name) for name in DETAILS}
        self.is_officer = OFFICER in self.instance.parts_of(self.user)
        if not self.is_officer:
            for name in ("owner", "supplier", "cost", "due"):
                del self.fields[name]
            if self.instance.status in STANDING:
                return  # it came in place meanwhile: what they typed is shown to them, and not saved
        if self.instance.status not in ("agreed", "ordered"):
            # What is asked for goes as its passport goes, and what is in place waits for nobody.
            del self.fields["waits_for"]
        if self.instance.status not in OPEN:
            del self.fields["blocked_by"]

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        return due if due == self.before["due"] else soon_to_be(due, "Due")

    def save(self, commit: bool = True) -> Any:
        """By the verb: the record stands as it was read until then."""
        given = {name: self.cleaned_data[name] for name in DETAILS if name in self.fields}
        if self.is_officer:
            self.record.change_details(by=self.user, **given)
        else:
            waits_for = given.get("waits_for", self.record.waits_for)
            self.record.say_what_blocks(by=self.user, waits_for=waits_for, blocked_by=given["blocked_by"])
        return self.record
