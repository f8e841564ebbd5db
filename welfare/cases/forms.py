"""Forms of a case: a contact, a note, a task, the details, closing, handing over, briefing the line manager."""

from datetime import date
from typing import Any, ClassVar

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy

from people.models import User
from people.roles import holders_of
from welfare.cases.changes import words
from welfare.cases.colleagues import Colleague
from welfare.cases.entries import Contact, How, Reached, Task, WithWhom
from welfare.cases.handling import DETAILS, TEAM, change_details, change_task
from welfare.cases.models import CaseStatus, Outcome, Risk, Theme, WelfareCase
from welfare.cases.pickers import case_meant, said_again
from wmp.lib import clock
from wmp.lib.editing import GUARD
from wmp.lib.forms import Form, SearchInput
from wmp.lib.near_days import just_been, soon_to_be
from wmp.lib.records import RecordForm
from wmp.lib.verbs import VerbForm
from wmp.lib.versions import editable
from wmp.lib.words import long_day
from wmp.lib.working_days import add_working_days

INLINE = {"class": "govuk-radios--inline govuk-radios--small"}
SMALL = {"class": "govuk-radios--small"}
NEXT = {"day": 1, "two days": 2, "week": 5}  # working days from today
USUAL_NEXT = "usual"


class WhatWasSaid(Form):
    """What every form of a contact asks: how, with whom, what came of it, and in a few words what was said."""

    how = django_forms.ChoiceField(choices=How, initial=How.PHONE, widget=django_forms.RadioSelect(attrs=INLINE))
    with_whom = django_forms.ChoiceField(
        choices=WithWhom, initial=WithWhom.OFFICER, widget=django_forms.RadioSelect(attrs=INLINE)
    )
    reached = django_forms.ChoiceField(
        label="What came of it",
        choices=Reached,
        initial=Reached.SPOKE,
        widget=django_forms.RadioSelect(attrs=INLINE),
    )
    summary = django_forms.CharField(widget=django_forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False)
    on = django_forms.DateField(label="Date of the contact", initial=clock.today)

    def clean_on(self) -> date | None:
        return just_been(self.cleaned_data["on"], "Date of the contact")


class ContactForm(WhatWasSaid):
    """Logs a contact with a case in hand. Everything has an answer already, so that a call takes seconds to log."""

    next = django_forms.ChoiceField(
        label="Next contact", initial=USUAL_NEXT, widget=django_forms.RadioSelect(attrs=SMALL)
    )
    next_on = django_forms.DateField(
        label="Next contact on another date", required=False, help_text="Takes the place of the choice above."
    )
    field_order = ["case", "how", "with_whom", "reached", "summary", "next", "next_on", "on"]

    def __init__(self, *args: Any, case: WelfareCase | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = case
        if case and case.status == CaseStatus.PAUSED:
            del self.fields["next"], self.fields["next_on"]
        else:
            self._offer_days()
        if not self.is_bound:
            self.fields["summary" if case else "case"].widget.attrs["autofocus"] = True

    def _offer_days(self) -> None:
        today = clock.today()
        words = {"day": "Next working day", "two days": "In 2 working days", "week": "In a week"}
        field: Any = self.fields["next"]
        field.choices = [
            (USUAL_NEXT, "In a week if you spoke, the next working day if not"),
            *(
                (key, f"{words[key]}: {day:%A} {long_day(day)}")
                for key in NEXT
                if (day := add_working_days(today, NEXT[key]))
            ),
            ("none", "No date"),
        ]

    def clean_next_on(self) -> date | None:
        return soon_to_be(self.cleaned_data["next_on"], "Next contact")

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of `log_contact`. Of a paused case no contact is due: its clock stands."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("case", "next", "next_on")}
        if self.about and self.about.status != CaseStatus.PAUSED:
            given["next_on"] = self.cleaned_data["next_on"] or self._chosen_day()
        return given

    def _chosen_day(self) -> date | None:
        chosen = self.cleaned_data["next"]
        if chosen == USUAL_NEXT:
            chosen = "week" if self.cleaned_data["reached"] == Reached.SPOKE else "day"
        return add_working_days(clock.today(), NEXT[chosen]) if chosen in NEXT else None


class ContactAnywhereForm(ContactForm):
    """The same, asking first whom it was about."""

    case = django_forms.CharField(
        label="Officer",
        max_length=100,
        help_text="Start to type a name or an employee number. A case number such as W12 will do too.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        url = reverse_lazy("welfare:pick-cases")
        attrs = self.fields["case"].widget.attrs
        self.fields["case"].widget = SearchInput(url, text_of=lambda text: said_again(user, text), attrs=attrs)
        self.dress()

    def clean_case(self) -> str:
        self.about = case_meant(self.user, self.cleaned_data["case"])
        return str(self.about.reference)


class CorrectContactForm(WhatWasSaid):
    """A contact said anew."""

    next_on = django_forms.DateField(label="Next contact", required=False)

    @classmethod
    def of(cls, contact: Contact, data: Any) -> "CorrectContactForm":
        names = ("how", "with_whom", "reached", "summary", "on", "next_on")
        return cls(data, initial={name: getattr(contact, name) for name in names})


class NoteForm(Form):
    text = django_forms.CharField(label="Note", widget=django_forms.Textarea, max_length=8000)


class TaskForm(RecordForm):
    """A new task, or another day for one that is there."""

    what = django_forms.CharField(label="What is to be done", max_length=200)

    class Meta:
        model = Task
        fields: ClassVar[Any] = ["what", "due_on", "turn"]
        widgets: ClassVar[Any] = {"turn": django_forms.RadioSelect(attrs=SMALL)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {name: getattr(self.instance, name) for name in ("what", "due_on", "turn")}

    def clean_due_on(self) -> date | None:
        due: date | None = self.cleaned_data["due_on"]
        return due if due == self.before["due_on"] else soon_to_be(due, "Due")

    @property
    def given(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.before}

    def save(self, commit: bool = True) -> Any:
        """By the function that tells the diary, which compares with what stood there before."""
        for name, value in self.before.items():
            setattr(self.instance, name, value)
        change_task(self.instance, by=self.user, **self.given)
        return self.instance


class CaseForm(RecordForm):
    """The details of a case. Where it stands and whose it is are changed by verbs."""

    risk = django_forms.ChoiceField(
        label="Risk of leaving",
        choices=[("", "Not judged yet"), *Risk.choices],
        widget=django_forms.RadioSelect(attrs=INLINE),
        required=False,
    )
    themes = django_forms.MultipleChoiceField(
        choices=Theme.choices,
        widget=django_forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
        required=False,
        help_text="Why the officer thinks of leaving, as far as you know.",
    )

    class Meta:
        model = WelfareCase
        fields: ClassVar[Any] = ["risk", "themes", "next_contact_due", "posting_needs"]
        help_texts: ClassVar[Any] = {
            "posting_needs": "What whoever posts or manages the officer has to know, without the reason for it."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = {name: getattr(self.instance, name) for name in DETAILS}
        if self.instance.status == CaseStatus.PAUSED:
            del self.fields["next_contact_due"]

    def clean_next_contact_due(self) -> date | None:
        due: date | None = self.cleaned_data["next_contact_due"]
        return due if due == self.before["next_contact_due"] else soon_to_be(due, "Next contact due")

    def save(self, commit: bool = True) -> Any:
        """By the function that tells the diary, which compares with what stood there before."""
        given = {name: self.cleaned_data[name] for name in DETAILS if name in self.fields}
        for name, value in self.before.items():
            setattr(self.instance, name, value)
        change_details(self.instance, by=self.user, **given)
        return self.instance


class CloseForm(VerbForm):
    outcome = django_forms.ChoiceField(choices=Outcome, widget=django_forms.RadioSelect)
    themes = django_forms.MultipleChoiceField(
        choices=Theme.choices,
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
        help_text="What played a part, as far as you know.",
    )
    reason = django_forms.CharField(label="What was done", widget=django_forms.Textarea, max_length=2000)
    # The themes that the page was opened with. By this name a draft keeps it with what was ticked.
    opened_with = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        self.standing: list[str] = initial.get("themes", [])
        super().__init__(*args, initial={**initial, "opened_with": ",".join(self.standing)}, **kwargs)

    def clean_outcome(self) -> str:
        outcome: str = self.cleaned_data["outcome"]
        spoken_on = self.initial.get("first_contact_on")
        if outcome == Outcome.NO_CONTACT and spoken_on:
            raise ValidationError(f"Contact was made on {long_day(spoken_on)}, so choose another outcome")
        return outcome

    def clean_themes(self) -> list[str]:
        """Asks again where a colleague changed the themes since: the next answer is given knowing theirs."""
        themes: list[str] = self.cleaned_data["themes"]
        if set(self.data.get(GUARD, "").split(",")) - {""} != set(self.standing) != set(themes):
            asked_again = editable(self.data)
            asked_again[GUARD] = ",".join(self.standing)
            self.data = asked_again
            standing = words(WelfareCase._meta.get_field("themes"), self.standing)
            raise ValidationError(f"Meanwhile a colleague changed them to: {standing}. Choose which to close with")
        return themes

    @property
    def given(self) -> dict[str, Any]:
        given = {name: value for name, value in super().given.items() if name != GUARD}
        return {**given, "themes_seen": self.standing}


class HandOverForm(Form):
    """To whom of the team, with a note. Knows whose it was when the page was opened."""

    to = Colleague(queryset=User.objects.none(), label="To", empty_label="Choose one")
    note = django_forms.CharField(
        widget=django_forms.Textarea,
        max_length=4000,
        required=False,
        help_text="What they need to know first. It stands in the case.",
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case: WelfareCase, **kwargs: Any) -> None:
        super().__init__(*args, initial={"seen": str(case.owner_id or "")}, **kwargs)
        unfit = [pk for pk in (case.owner_id, case.person.account_id) if pk]
        field: Any = self.fields["to"]
        field.queryset = holders_of(*TEAM).exclude(pk__in=unfit)


class BriefForm(Form):
    text = django_forms.CharField(
        label="What the line manager needs to know",
        widget=django_forms.Textarea(attrs={"rows": 5}),
        max_length=4000,
        help_text="They read this and nothing else of the case. Leave out what was told in confidence.",
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)
