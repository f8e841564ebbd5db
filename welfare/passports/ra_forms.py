"""Forms of the RA officer: a question, a reason, a recommendation, and one page that decides about a whole passport."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms as django_forms

from people.models import User
from people.workforce.accounts import in_words
from welfare.passports.adjustments import Adjustment
from welfare.passports.handling import Decision
from welfare.passports.owners import OwnerField
from wmp.lib import clock
from wmp.lib.forms import Form, MoneyField
from wmp.lib.verbs import ReasonForm, VerbForm
from wmp.lib.words import long_day

INLINE = {"class": "govuk-radios--inline govuk-radios--small"}
GIVEN, NOT_GIVEN = "agree", "decline"


def reason(label: str, help_text: str = "", *, required: bool = True) -> django_forms.CharField:
    return django_forms.CharField(
        label=label, help_text=help_text, widget=django_forms.Textarea, max_length=2000, required=required
    )


class QuestionForm(ReasonForm):
    """What the holder is asked."""

    reason = reason(
        "Your question to the holder", "They read it on their own page, change what they want, and send it."
    )


class DeclineForm(ReasonForm):
    """Why, and how the holder goes on."""

    reason = reason(
        "Why it is declined",
        "The holder reads this. Say what they can do now: what to change before they send it again, whom to speak to.",
    )


class ForPanelForm(VerbForm):
    reason = reason("What the panel is to decide", "The holder reads this too.", required=False)


class FromPanelForm(VerbForm):
    reason = reason("What the panel said", "The holder reads this too.", required=False)


class RecommendationForm(Form):
    """Section 5. Never why: section 5 is in every version, and versions are shared."""

    text = django_forms.CharField(
        label="Recommendation",
        help_text="It is part of the passport, and read by everyone it is shared with: name no condition or diagnosis.",
        widget=django_forms.Textarea,
        max_length=8000,
    )


class Asked(NamedTuple):
    """One adjustment of the form, with its fields."""

    decide: Any
    why: Any
    details: Sequence[Any]


class AgreeForm(VerbForm):
    """A decision about each adjustment that is asked for, with who sees to it, by when, at what cost; on one page."""

    marks_optional = False

    def __init__(self, *args: Any, asked: Sequence[Adjustment], user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for each in asked:
            self.fields |= _fields_of(each, user)
        self.fields["reason"] = reason("Anything to say to the holder about it?", required=False)
        self.dress()

    def of_each(self) -> Iterator[Asked]:
        """What the template draws for each adjustment."""
        for each in self.asked:
            details = [self[f"{name}-{each.pk}"] for name in ("owner", "due", "cost")]
            yield Asked(self[f"decide-{each.pk}"], self[f"why-{each.pk}"], details)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for each in self.asked:
            due = given.get(f"due-{each.pk}")
            if given.get(f"decide-{each.pk}") == NOT_GIVEN:
                if not given.get(f"why-{each.pk}"):
                    self.add_error(f"why-{each.pk}", f"Say why “{each.what}” is declined")
            elif due and due < clock.today():
                self.add_error(f"due-{each.pk}", f"“{each.what}” cannot be due in the past")
        return given

    @property
    def decisions(self) -> dict[int, Decision]:
        return {each.pk: self._decision(each.pk) for each in self.asked}

    def _decision(self, key: int) -> Decision:
        given = {name: self.cleaned_data[f"{name}-{key}"] for name in ("decide", "why", "owner", "due", "cost")}
        if given["decide"] == NOT_GIVEN:
            return Decision(agreed=False, reason=given["why"])
        return Decision(owner=given["owner"], due=given["due"], cost=given["cost"])


def _fields_of(adjustment: Adjustment, user: User) -> dict[str, django_forms.Field]:
    key = adjustment.pk
    return {
        f"decide-{key}": django_forms.ChoiceField(
            label=adjustment.what,
            help_text=f"{adjustment.get_kind_display()}, asked for on {long_day(adjustment.asked_on)}",
            choices=[(GIVEN, "Agree"), (NOT_GIVEN, "Decline")],
            initial=GIVEN,
            widget=django_forms.RadioSelect(attrs=INLINE),
        ),
        f"owner-{key}": _owner_field(adjustment.owner or user),
        f"due-{key}": django_forms.DateField(label="Due", required=False, initial=adjustment.due),
        f"cost-{key}": MoneyField(label="Cost", required=False, min_value=0, max_digits=9, initial=adjustment.cost),
        f"why-{key}": django_forms.CharField(
            label="If you decline it, why",
            help_text="The holder reads it.",
            max_length=500,
            required=False,
        ),
    }


def _owner_field(usual: User) -> OwnerField:
    """Whoever decides sees to it, unless they give it to somebody else."""
    field = OwnerField(required=False, initial=usual.get_username(), help_text="")
    widget: Any = field.widget
    others = widget.text_of
    widget.text_of = lambda username: in_words(usual) if username == usual.get_username() else others(username)
    return field
