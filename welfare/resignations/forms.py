"""The form of a resignation."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from people.roles import Role
from welfare.cases.changes import words
from welfare.cases.models import Trigger
from welfare.cases.people import find_person, name_and_number
from welfare.cases.signals import may_be_received, record_resignation
from welfare.resignations.models import KnownResignation
from wmp.lib import clock
from wmp.lib.forms import SearchInput
from wmp.lib.near_days import just_been, soon_to_be
from wmp.lib.records import RecordForm


class ResignationForm(RecordForm):
    """Records a resignation, or mends one. Whose it is does not change afterwards."""

    person = django_forms.CharField(
        label="Who has resigned?",
        max_length=202,
        help_text="Begin to type a name, an employee number or a warrant number. Or give the whole employee number.",
    )
    stated_reason = django_forms.CharField(
        label="Reason given",
        widget=django_forms.Textarea,
        max_length=2000,
        required=False,
        help_text="In the words of the resignation. Leave it out where none was given.",
    )

    class Meta:
        model = KnownResignation
        fields = ["person", "received_on", "last_day", "stated_reason"]
        help_texts = {"last_day": "The last day in the post, as far as it is known."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].label = "Day it was received"
        if self.instance.pk:
            del self.fields["person"]
        else:
            self.initial["received_on"] = clock.today()
            chosen = SearchInput(reverse_lazy("welfare:pick-people"), lambda value: name_and_number(self.user, value))
            self.fields["person"].widget = chosen
        self.dress()

    def clean_person(self) -> Any:
        found = find_person(self.user, self.cleaned_data["person"])
        if found.account_id == self.user.pk:
            raise ValidationError("Somebody else has to record your own resignation")
        return found

    def clean_received_on(self) -> date | None:
        received_on: date | None = self.cleaned_data["received_on"]
        # One of long ago is put right as it stands.
        return received_on if received_on == self.record.received_on else just_been(received_on, "Day it was received")

    def clean_last_day(self) -> date | None:
        last_day: date | None = self.cleaned_data["last_day"]
        ahead = last_day and last_day > clock.today() and last_day != self.record.last_day
        return soon_to_be(last_day, "Last day") if ahead else last_day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        person, received_on = cleaned.get("person"), cleaned.get("received_on")
        everybodys = self.user.has_role(Role.PEOPLE_DATA)
        if person and received_on and not (everybodys or may_be_received(person, Trigger.RESIGNATION, received_on)):
            # No case would come of it, so the welfare team could not see what they recorded.
            raise ValidationError("They were not in probation that day. Ask the people team to record it.")
        return cleaned

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            record_resignation(self.instance, by=self.user)
        elif changed := self._changes():
            self.instance.correct(changed, by=self.user)
        return self.instance

    def _changes(self) -> str:
        lines = []
        for name in ("received_on", "last_day", "stated_reason"):
            field: Any = self.instance._meta.get_field(name)
            before, after = getattr(self.record, name), self.cleaned_data[name]
            if before != after:
                lines.append(f"{self.fields[name].label}: {words(field, before)} → {words(field, after)}")
        return "\n".join(lines)
