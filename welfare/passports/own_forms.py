"""The forms of my passport."""

from typing import Any

from django import forms as django_forms
from django.forms import modelform_factory

from people.models import User
from welfare.cases.handling import name_of
from welfare.passports.adjustments import Adjustment
from welfare.passports.medical import FIELDS, MedicalDetail
from welfare.passports.models import Passport
from welfare.passports.questions import Question
from wmp.lib.editing import RecordForm
from wmp.lib.forms import ExplainedRadios, Form
from wmp.lib.marks import mark_of
from wmp.lib.verbs import VerbForm

# Common adjustments, to begin with: what it is called, and its kind.
COMMON = (
    ("Screen filter", "equipment"),
    ("Sit-stand desk", "equipment"),
    ("Text-to-speech software", "software"),
    ("Dictation software", "software"),
    ("A quiet room to write reports in", "workplace"),
    ("Fixed shifts", "hours"),
    ("Extra time in assessments", "training"),
    ("A buddy for the first months", "support"),
)


def question_form(question: Question) -> type[RecordForm]:
    """A form with one question, which is the heading of its page."""
    name = question.field
    made: Any = modelform_factory(
        Passport,
        form=RecordForm,
        fields=[name],
        labels={name: question.text},
        help_texts={name: question.hint},
        widgets={name: django_forms.Textarea},
    )
    made.heading_field, made.marks_optional = name, question.optional
    form: type[RecordForm] = made
    return form


class ManagerForm(RecordForm):
    """By way of the line manager, or past them. `manager` is None where none of theirs has an account."""

    with_manager = django_forms.TypedChoiceField(
        coerce=lambda value: value == "True", empty_value=None, widget=ExplainedRadios
    )

    heading_field = "with_manager"

    class Meta:
        model = Passport
        fields = ["with_manager"]

    def __init__(self, *args: Any, question: Question, manager: User | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["with_manager"]
        field.label, field.help_text = question.text, question.hint
        field.error_messages["required"] = "Say whether you want your line manager to read it first"
        past = "No, send it straight to the RA officer"
        if manager is None:
            field.choices = [("False", past)]
            field.help_text = "No line manager of yours has an account here, so it goes straight to the RA officer."
            return
        field.choices = [("True", f"Yes, send it to {name_of(manager)} first"), ("False", past)]
        field.widget.hints = {
            "True": "They read it, without your medical detail, and write a comment, which you see. Then it goes to"
            " the RA officer. You can stop waiting for them at any time.",
            "False": "Your line manager is not told. You can share it with them later, or never.",
        }


class AdjustmentForm(RecordForm):
    """One thing that would help."""

    class Meta:
        model = Adjustment
        fields = ["what", "kind"]
        labels = {"what": "What would help?", "kind": "What kind of thing is it?"}
        help_texts = {
            "what": "A few words. Leave out why: people who order and deliver it read this.",
            "kind": "If you are not sure, leave it at “Something else”.",
        }
        widgets = {"kind": django_forms.RadioSelect(attrs={"class": "govuk-radios--small"})}


class AnotherForm(Form):
    """Whether there is more to ask for."""

    another = django_forms.TypedChoiceField(
        label="Do you want to add another?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=django_forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
    )


class DropForm(VerbForm):
    reason = django_forms.CharField(
        label="Why is it no longer needed?",
        widget=django_forms.Textarea,
        max_length=1000,
        help_text="For example: I have changed desks, or: it did not help. You need not name a condition.",
    )


class ReviseForm(VerbForm):
    reason = django_forms.CharField(
        label="What has changed?",
        widget=django_forms.Textarea,
        max_length=1000,
        required=False,
        help_text="A few words for the RA officer. You need not name a condition.",
    )


class WithdrawForm(VerbForm):
    """For good."""

    reason = django_forms.CharField(
        label="Why do you withdraw it?",
        widget=django_forms.Textarea,
        max_length=1000,
        required=False,
        help_text="RA officers can read this.",
    )
    erase = django_forms.BooleanField(
        label="Also take away my medical detail",
        required=False,
        initial=True,
        help_text="RA officers can no longer read it either way. You can read and empty it yourself later.",
    )

    def __init__(self, *args: Any, medical: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not medical:
            del self.fields["erase"]


class MedicalForm(Form):
    """Medical detail, all of it optional. A plain form: what is classified goes through no form of its model.

    Carries a mark of what stood when it was opened, so that of two windows neither writes over the other unseen.
    """

    diagnosis = django_forms.CharField(
        label="Condition or diagnosis",
        widget=django_forms.Textarea,
        max_length=4000,
        required=False,
        help_text="In your own words. For example: dyslexia, assessed at school.",
    )
    treatment = django_forms.CharField(
        label="Medication and treatment",
        widget=django_forms.Textarea,
        max_length=4000,
        required=False,
        help_text="Where it matters for work. For example: tablets that make me drowsy before noon.",
    )
    professionals = django_forms.CharField(
        label="Who treats or advises you",
        widget=django_forms.Textarea,
        max_length=2000,
        required=False,
        help_text="For example: Dr Price, Hill Street Surgery.",
    )
    opened_with = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    NAMES = FIELDS

    def __init__(self, *args: Any, detail: MedicalDetail | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stands = {name: getattr(detail, name) if detail else "" for name in self.NAMES}
        mark = mark_of(self.stands)
        self.initial = {**self.stands, "opened_with": mark}
        #: Was something else saved since the form was opened? The next sending replaces it.
        self.overtaken = self.is_bound and self.data.get("opened_with") != mark
        if self.overtaken:
            self.data = {**{name: self.data.get(name, "") for name in self.NAMES}, "opened_with": mark}

    @property
    def given(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.NAMES}
