"""A verb of a record as a button, and the page that asks before it is done."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from wmp.lib import clock
from wmp.lib.forms import Form


class VerbForm(Form):
    """What is asked before a record moves. Knows the status that the reader saw, so that a stale page is refused."""

    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of the verb."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ReasonForm(VerbForm):
    """A move that wants its reason."""

    reason = django_forms.CharField(widget=django_forms.Textarea, max_length=2000)


class OnForm(VerbForm):
    """A move made on a day, today or earlier."""

    on = django_forms.DateField(label="Date")

    def clean_on(self) -> date | None:
        on: date | None = self.cleaned_data["on"]
        if on and on > clock.today():
            raise ValidationError(f"{self.fields['on'].label} must be today or in the past")
        return on


class DayForm(OnForm):
    """A move made on a day, for a reason that may be given."""

    reason = django_forms.CharField(widget=django_forms.Textarea, max_length=2000, required=False)


class DayAndReasonForm(DayForm):
    """A move made on a day, for a reason that has to be given."""

    reason = django_forms.CharField(widget=django_forms.Textarea, max_length=2000)


@dataclass(frozen=True)
class Verb:
    """`method` of the model moves a record to the status `to`."""

    method: str
    text: str
    to: str
    form: type[VerbForm] = VerbForm
    #: From these statuses only; from any that MOVES allows where empty.
    standing: Collection[str] = ()
    intro: str = ""
    danger: bool = False
    #: What was done, after the record's name, where its new status does not tell: "has a new baseline".
    done: str = ""

    @property
    def slug(self) -> str:
        return self.method.replace("_", "-")

    def fits(self, record: Any) -> bool:
        """Can the record, where it stands, be moved by this verb?"""
        return record.may_move_to(self.to) and (not self.standing or record.status in self.standing)
