"""Forms in which somebody tells the welfare team of an officer."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from people.models import Person
from welfare.cases.models import Trigger
from welfare.cases.people import find_person, name_and_number
from welfare.cases.signals import may_be_received
from wmp.lib import clock
from wmp.lib.forms import Form, SearchInput
from wmp.lib.near_days import just_been
from wmp.lib.words import counted

USUAL, SOON = "usual", "soon"
# In working days.
SOON_IS = 1


class AdviceForm(Form):
    """A line manager asks about somebody who reports to them."""

    person: Any = django_forms.ModelChoiceField(
        queryset=None, label="Who is it about?", widget=django_forms.RadioSelect, empty_label=None
    )
    worry = django_forms.CharField(
        label="What worries you?",
        widget=django_forms.Textarea,
        max_length=3000,
        help_text="What you have seen or heard, in your own words. Nobody needs a diagnosis.",
    )
    how_soon = django_forms.ChoiceField(
        label="How soon should we speak with them?",
        widget=django_forms.RadioSelect,
        initial=USUAL,
    )
    reach = django_forms.CharField(
        label="How do we reach you?", max_length=100, help_text="A number, and when you can talk."
    )

    def __init__(self, *args: Any, reports: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        how_soon: Any = self.fields["how_soon"]
        usual = f"Within {counted(settings.FIRST_CONTACT_WORKING_DAYS, 'working day')}"
        how_soon.choices = [(USUAL, usual), (SOON, "By the end of the next working day")]
        chosen: Any = self.fields["person"]
        chosen.queryset = reports
        if len(reports) == 1:
            self.initial["person"] = reports[0].pk


class SupportForm(Form):
    """A student officer asks for themselves."""

    text = django_forms.CharField(
        label="What would help you?",
        widget=django_forms.Textarea,
        max_length=3000,
        required=False,
        help_text="A few words are enough, or none. You can tell us when we speak.",
    )
    reach = django_forms.CharField(
        label="How and when can we reach you?",
        max_length=150,
        help_text="A number or an address that you would like us to use, and when you can talk.",
    )


class SignalForm(Form):
    """The team writes down what somebody told them."""

    person = django_forms.CharField(
        label="Which officer?",
        max_length=202,
        help_text="Begin to type a name, an employee number or a warrant number. Or give the whole employee number.",
    )
    trigger = django_forms.ChoiceField(
        label="Where does it come from?",
        widget=django_forms.RadioSelect,
        choices=[
            (each.value, each.label)
            for each in (Trigger.TUTOR, Trigger.UNIVERSITY, Trigger.RECRUITMENT, Trigger.ADVICE, Trigger.SELF)
        ],
    )
    told_by = django_forms.CharField(label="Who told us, and how do we reach them?", max_length=200, required=False)
    received_on = django_forms.DateField(label="Day it was received")
    text = django_forms.CharField(label="What were we told?", widget=django_forms.Textarea, max_length=4000)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.initial["received_on"] = clock.today()
        chosen = SearchInput(reverse_lazy("welfare:pick-officers"), lambda value: name_and_number(user, value))
        self.fields["person"].widget = chosen
        self.dress()

    def clean_person(self) -> Person:
        found = find_person(self.user, self.cleaned_data["person"])
        if found.account_id == self.user.pk:
            raise ValidationError("Somebody else has to record what concerns you. Or ask for support yourself.")
        return found

    def clean_received_on(self) -> date | None:
        return just_been(self.cleaned_data["received_on"], "Day it was received")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        known = {"person", "trigger", "received_on"} <= cleaned.keys()
        if known and not may_be_received(cleaned["person"], cleaned["trigger"], cleaned["received_on"]):
            self.add_error("person", "They were not in probation that day, so there can be no case")
        return cleaned
