"""Forms for those who are about to join, for assessments and for Access to Work."""

from datetime import date, datetime
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from people.models import Person, User
from people.roles import Role, holders_of
from welfare.cases.colleagues import Colleague
from welfare.joining.access_to_work import AccessToWork
from welfare.joining.choices import CalledOff, NoticeOutcome, NotNeeded
from welfare.joining.dyslexia import DyslexiaReferral
from welfare.joining.handling import change_details, record_notice, send_form
from welfare.joining.models import RecruitmentNotice
from wmp.lib import clock
from wmp.lib.forms import Form, MoneyField
from wmp.lib.near_days import just_been, soon_to_be
from wmp.lib.records import RecordForm
from wmp.lib.verbs import OnForm, VerbForm

NOBODY = "Nobody has this employee number"
MINUTES = [("60", "1 hour"), ("90", "1 hour 30 minutes"), ("120", "2 hours"), ("180", "3 hours")]


def of_number(number: str) -> Person:
    """Anybody in the force: RA officers find people only once they know them. Raises ValidationError."""
    found = None if "\0" in number else Person.objects.unscoped().filter(employee_number=number.strip()).first()
    if found is None:
        raise ValidationError(NOBODY)
    return found


class JoinerForm(RecordForm):
    """Who is about to join, and when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["joining_on"].label = "Joining date"
        self.fields["email"].label = "E-mail address"
        self.fields["intake"].help_text = "For example PCDA October 2022."

    def clean_joining_on(self) -> date | None:
        joining_on: date | None = self.cleaned_data["joining_on"]
        # One that was entered before may be over by now.
        return joining_on if joining_on == self.record.joining_on else soon_to_be(joining_on, "Joining date")


class NoticeForm(JoinerForm):
    """A notice as it comes in. The need is asked once, and read by RA officers alone from then on."""

    need = django_forms.CharField(
        label="What they need",
        widget=django_forms.Textarea,
        max_length=4000,
        help_text="As recruitment was told it. RA officers read it, and nobody else: you will not see it again here.",
    )

    class Meta:
        model = RecruitmentNotice
        fields = ["name", "email", "joining_on", "intake", "told_by", "received_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].label = "Who told you"
        self.fields["received_on"].label = "Day you were told"
        if self.instance.pk:
            del self.fields["need"]
        else:
            self.initial["received_on"] = clock.today()
            if self.user.has_role(Role.RA_OFFICER):
                self.fields["need"].help_text = "As recruitment was told it. RA officers read it, and nobody else."
        self.dress()

    def clean_received_on(self) -> date | None:
        received_on: date | None = self.cleaned_data["received_on"]
        return received_on if received_on == self.record.received_on else just_been(received_on, "Day you were told")

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk:
            self.instance.must_not_be_of(self.user)
            return super().save(commit)
        return record_notice(self.instance, by=self.user, need=self.cleaned_data["need"])


class NeedForm(Form):
    """What they need and what RA officers note besides."""

    need = django_forms.CharField(label="What they need", widget=django_forms.Textarea, max_length=4000)
    notes = django_forms.CharField(
        label="Notes of the RA officers", widget=django_forms.Textarea, max_length=8000, required=False
    )


class NoteForm(VerbForm):
    """`note` goes to what RA officers note of the need: encrypted, and not into the history of moves."""

    note = django_forms.CharField(
        label="Note",
        widget=django_forms.Textarea,
        max_length=2000,
        required=False,
        help_text="It is put below the notes of the RA officers, who alone read them.",
    )


class ContactForm(OnForm, NoteForm):
    field_order = ("on", "note")


class SettleForm(NoteForm):
    outcome = django_forms.ChoiceField(
        label="What came of it?", choices=NoticeOutcome.choices, widget=django_forms.RadioSelect
    )
    field_order = ("outcome", "note")


class MatchForm(Form):
    """Who they are, now that they have joined."""

    employee_number = django_forms.CharField(max_length=20, widget=django_forms.TextInput)
    widths = {"employee_number": 10}

    def clean_employee_number(self) -> Person:
        return of_number(self.cleaned_data["employee_number"])


class ReferralForm(JoinerForm):
    """Sends the form to one person, or mends what is known of them."""

    class Meta:
        model = DyslexiaReferral
        fields = ["name", "email", "joining_on", "intake", "entry"]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> Any:
        if self.instance.pk is None:
            return send_form(self.instance, by=self.user)
        changed = {
            name for name in self._meta.fields or () if getattr(self.record, name) != getattr(self.instance, name)
        }
        change_details(self.instance, by=self.user, changed=changed)
        return self.instance


class RiskForm(OnForm):
    measures = django_forms.CharField(
        label="What is needed from the first day on",
        widget=django_forms.Textarea,
        max_length=8000,
        help_text="So that they and others are safe. RA officers read it.",
    )
    field_order = ["on", "measures"]


class NotNeededForm(VerbForm):
    why = django_forms.ChoiceField(label="Why?", choices=NotNeeded.choices, widget=django_forms.RadioSelect)


class CancelForm(VerbForm):
    why = django_forms.ChoiceField(label="Why?", choices=CalledOff.choices, widget=django_forms.RadioSelect)


# --- assessments ---


class BookForm(Form):
    """When, where and by whom. Without the choice of an assessor for the assessor's own booking."""

    assessor = Colleague(queryset=User.objects.none())
    on = django_forms.DateField(label="Date")
    at = django_forms.TimeField(
        label="Time",
        help_text="For example 14:00.",
        input_formats=["%H:%M", "%H.%M", "%H%M"],
        error_messages={"invalid": "Time must be like 14:00"},
    )
    minutes = django_forms.ChoiceField(label="How long", choices=MINUTES, initial="90")
    place = django_forms.CharField(max_length=200)
    widths = {"at": 5}

    def __init__(self, *args: Any, chooses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if chooses:
            field: Any = self.fields["assessor"]
            field.queryset = holders_of(Role.DYSLEXIA_ASSESSOR)
        else:
            del self.fields["assessor"]

    def clean_on(self) -> date | None:
        return soon_to_be(self.cleaned_data["on"], "Date")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("on") and cleaned.get("at") and self.starts_at <= clock.now():
            self.add_error("at", "Time must be still to come")
        return cleaned

    @property
    def starts_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["on"], self.cleaned_data["at"]))

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of `handling.book`, but for the assessor."""
        return {
            "starts_at": self.starts_at,
            "minutes": int(self.cleaned_data["minutes"]),
            "place": self.cleaned_data["place"],
        }


class OutcomeForm(Form):
    outcome = django_forms.CharField(
        label="What you found",
        widget=django_forms.Textarea,
        max_length=8000,
        help_text="RA officers and you read it, and nobody else.",
    )
    recommendations = django_forms.CharField(
        label="What you recommend",
        widget=django_forms.Textarea,
        max_length=8000,
        required=False,
        help_text="One on each line, without naming a condition. The person decides whether they go into their "
        "passport, which their line manager may be shown.",
    )


# --- Access to Work ---


class AccessForm(RecordForm):
    """Begins to track somebody's application, or mends it."""

    employee_number = django_forms.CharField(label="Employee number", max_length=20)
    widths = {"employee_number": 10}

    class Meta:
        model = AccessToWork
        fields = ["employee_number", "started_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_on"].label = "Day they started work"
        self.fields["note"].help_text = "The person and RA officers read it."
        if self.instance.pk:
            del self.fields["employee_number"]
        self.dress()

    def clean_employee_number(self) -> str:
        self.instance.person = of_number(self.cleaned_data["employee_number"])
        return str(self.cleaned_data["employee_number"])

    def clean_started_on(self) -> date | None:
        started_on: date | None = self.cleaned_data["started_on"]
        ahead = started_on and started_on > clock.today()
        if started_on == self.record.started_on:
            return started_on
        label = str(self.fields["started_on"].label)
        return soon_to_be(started_on, label) if ahead else just_been(started_on, label)


class OwnAccessForm(AccessForm):
    """One's own."""

    class Meta(AccessForm.Meta):
        fields = ["started_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("employee_number", None)
        self.fields["started_on"].label = "Day you started work"
        self.fields["note"].help_text = "You and RA officers read it."
        self.dress()


class AwardForm(OnForm):
    award = MoneyField(label="Award", max_digits=9, min_value=0, required=False, help_text="In pounds, if you know it.")
