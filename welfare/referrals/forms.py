"""Forms of referrals: who is referred for what, and what an RA officer records."""

from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from welfare.referrals.choices import PrimaryReason
from wmp.lib import clock
from wmp.lib.days import years_before
from wmp.lib.forms import Form
from wmp.lib.verbs import VerbForm

NOT_CLINICAL = (
    "About work only: hours, duties, equipment, how long something will last. Leave out what the condition is, what a"
    " doctor said, and medicines: occupational health asks the person."
)


class _Referral(Form):
    """What every referral says."""

    reason = django_forms.ChoiceField(
        label="Which is the main reason?",
        widget=django_forms.RadioSelect,
        choices=PrimaryReason.choices,
        help_text="Physical health includes muscles, joints and bones. Nothing more exact is asked for.",
    )
    questions = django_forms.CharField(
        label="What about work should be answered?",
        widget=django_forms.Textarea,
        max_length=2000,
        help_text=NOT_CLINICAL,
    )


class ReferForm(_Referral):
    """A line manager refers one of those who report to them today."""

    person: Any = django_forms.ModelChoiceField(
        queryset=None, label="Who is it about?", widget=django_forms.RadioSelect, empty_label=None
    )
    told = django_forms.BooleanField(
        label="I have told them, and they agree to be referred",
        error_messages={"required": "Talk with them first: nobody is referred who does not know of it"},
    )
    field_order = ("person", "reason", "questions", "told")

    def __init__(self, *args: Any, reports: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.queryset = reports
        if len(reports) == 1:
            self.initial["person"] = reports[0].pk


class ReferMyselfForm(_Referral):
    """Somebody refers themselves; nobody else needs to know."""


class BookForm(VerbForm):
    on = django_forms.DateField(label="Day of the appointment")

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on < clock.today():
            raise ValidationError("Day of the appointment must be today or later")
        if years_before(on, 1) > clock.today():
            raise ValidationError("Day of the appointment must be within a year")
        return on


class ReasonForm(VerbForm):
    reason = django_forms.CharField(
        label="Why?",
        widget=django_forms.Textarea,
        max_length=500,
        help_text="The person reads this. Say nothing about their health.",
    )


class HowForm(VerbForm):
    reason = django_forms.CharField(
        label="How did they give it?", max_length=200, help_text="For example: signed form of 3 May, or by telephone."
    )


class ReportForm(VerbForm):
    text = django_forms.CharField(
        label="What does occupational health recommend?",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="In words for a manager, about work alone. No diagnosis, no treatment: the report itself stays with"
        " occupational health.",
    )
    agreed = django_forms.BooleanField(
        label="They agreed that their line manager reads this",
        required=False,
        help_text="Without it nobody but the person reads it, until they share it themselves. They can take it back.",
    )


class CorrectForm(Form):
    text = django_forms.CharField(
        label="What should it say?",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="It takes the place of what was written. What was written is kept.",
    )
