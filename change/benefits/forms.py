"""Forms of benefits, of their verbs and of what is measured of them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from change.benefits.choices import Claim
from change.benefits.measurements import Measurement
from change.benefits.models import CLAIMED, HELD, NATURE, TARGETS, Benefit
from change.benefits.who import keeps_register
from change.portfolio.accounts import name_of
from people.roles import Role, holders_of
from people.workforce.models import User
from wmp.lib import clock, form_fields, forms
from wmp.lib.amounts import POUNDS, Notation
from wmp.lib.forms import Autocomplete
from wmp.lib.records import RecordForm
from wmp.lib.verbs import OnForm, ReasonForm, VerbForm
from wmp.lib.words import number

# The change manager's to say, not the owner's.
MANAGERS = (
    "number",
    "project",
    "programme",
    "kind",
    "disbenefit",
    "owner",
    "owner_name",
    "bau_owner",
    "bau_owner_name",
    "department",
    "base_budget_reference",
)


class NumberField(form_fields.AmountField):
    """A number in the benefit's unit."""

    #: Plain once it is known that the benefit's unit is another: £5 for five commanders is a slip.
    notation = POUNDS

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**({"max_digits": 16} | kwargs))

    def prepare_value(self, value: Any) -> Any:
        """Without the noughts that only the column's width adds."""
        return number(value).replace(",", "") if isinstance(value, Decimal) else value


class OwnerField(django_forms.ModelChoiceField):
    """An account that may own a benefit: of a benefit owner or a change manager."""

    widget = Autocomplete

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("queryset", User.objects.none())
        kwargs.setdefault("empty_label", "Nobody yet")
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


def possible_owners(*besides: Any) -> QuerySet[User]:
    """Whoever may own a benefit, and those who do though they may not any more."""
    holders = holders_of(Role.BENEFIT_OWNER, Role.CHANGE_MANAGER).order_by().values("pk")
    found = User.objects.filter(Q(pk__in=holders) | Q(pk__in=[each for each in besides if each]))
    return found.order_by("last_name", "first_name", "pk")


class BenefitForm(RecordForm):
    """A benefit and its profile. The owner fills in the profile; the rest is the change manager's."""

    owner = OwnerField(help_text="Somebody with the role benefit owner. They are asked for measurements.")
    bau_owner = OwnerField(label="Owner in business as usual")
    baseline = NumberField(required=False)
    baseline_on = django_forms.DateField(label="Day of the baseline", required=False)
    target = NumberField(required=False)
    target_on = django_forms.DateField(label="Day of the target", required=False)
    measured_every = django_forms.IntegerField(label="Measured every, in months", min_value=1, max_value=24, initial=3)
    widths = {"number": 10, "measured_every": 2, "baseline": 10, "target": 10, "unit": 20}

    class Meta:
        model = Benefit
        fields = [
            "number",
            "description",
            "kind",
            "disbenefit",
            "project",
            "programme",
            "department",
            "owner",
            "owner_name",
            "measure",
            "unit",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            "measured_every",
            "bau_owner",
            "bau_owner_name",
            "performance_measure",
            "base_budget_reference",
        ]
        help_texts = {
            "owner_name": "Where the owner has no account here.",
            "measure": "What is counted or added up, and over what time: hours spent on entering statements a month.",
            "unit": "Hours, pounds, per cent. A cashable or non-cashable benefit is measured in pounds.",
            "base_budget_reference": "For a cashable benefit: the budget line that it was taken from.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instance = self.instance
        for name in ("owner", "bau_owner"):
            field: Any = self.fields[name]
            field.queryset = possible_owners(instance.owner_id, instance.bau_owner_id)
        gone: Sequence[str] = () if keeps_register(self.user) else MANAGERS
        standing = TARGETS * (instance.status in HELD) + NATURE * (instance.status in CLAIMED)
        for name in {*gone, *standing} & self.fields.keys():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        project, programme = cleaned.get("project"), cleaned.get("programme")
        if project and programme and project.programme_id != programme.pk:
            self.add_error("programme", "Leave the programme empty: the project says which one it belongs to")
        return cleaned


class BeginForm(OnForm):
    on = django_forms.DateField(label="First day of delivery")


class ReBaselineForm(ReasonForm):
    baseline = NumberField()
    baseline_on = django_forms.DateField(label="Day of the baseline")
    target = NumberField()
    target_on = django_forms.DateField(label="Day of the target")
    reason = django_forms.CharField(label="Why it is re-baselined", widget=django_forms.Textarea, max_length=2000)
    widths = {"baseline": 10, "target": 10}
    field_order = ["seen", "baseline", "baseline_on", "target", "target_on", "reason"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("baseline_on"), cleaned.get("target_on")
        if first and last and last < first:
            self.add_error("target_on", "Day of the target must be on or after the day of the baseline")
        return cleaned


class SayForm(VerbForm):
    claim = django_forms.ChoiceField(label="What came of it?", choices=Claim.choices, widget=django_forms.RadioSelect)
    base_budget_reference = django_forms.CharField(
        max_length=60,
        required=False,
        help_text="Needed for a cashable benefit that came, whole or in part: the budget line that it was taken from.",
    )


class HandOverForm(OnForm):
    on = django_forms.DateField(label="Handed over on")
    bau_owner = OwnerField(label="Owner in business as usual")
    bau_owner_name = django_forms.CharField(
        label="Or their name or post", max_length=120, required=False, help_text="Where they have no account here."
    )
    performance_measure = django_forms.CharField(
        label="Performance measure",
        max_length=200,
        help_text="The force’s own measure that holds the benefit from now on.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bau_owner"]
        field.queryset = possible_owners((self.initial or {}).get("bau_owner"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("bau_owner") or cleaned.get("bau_owner_name")):
            self.add_error("bau_owner", "Select who owns it in business as usual, or give their name or post")
        return cleaned


# --- measuring ---


class MeasureForm(forms.Form):
    """One number, one sentence of evidence. Of another day only where somebody says so."""

    value = NumberField(label="Value")
    evidence = django_forms.CharField(
        label="Evidence",
        widget=django_forms.Textarea({"rows": 3}),
        max_length=4000,
        help_text="One sentence: where the number comes from.",
    )
    measured_on = django_forms.DateField(label="Day of the measurement")
    widths = {"value": 10}

    def __init__(self, *args: Any, benefit: Benefit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["value"]
        field.label = benefit.measure or "What it measures now"
        field.notation = Notation(pounds=benefit.is_financial)
        if benefit.is_financial:
            field.prefix = "£"
        else:
            field.suffix = benefit.unit
        self.fields["measured_on"].initial = clock.today
        self.dress()

    def clean_measured_on(self) -> date:
        on: date = self.cleaned_data["measured_on"]
        if on > clock.today():
            raise ValidationError("Day of the measurement must be today or in the past")
        return on


class CorrectForm(forms.Form):
    """Knows what the measurement said when it was opened: of two who correct it the second is told."""

    seen = django_forms.CharField(widget=django_forms.HiddenInput)
    value = NumberField(label="Value")
    evidence = django_forms.CharField(widget=django_forms.Textarea({"rows": 3}), max_length=4000)
    reason = django_forms.CharField(
        label="Why it is corrected", widget=django_forms.Textarea({"rows": 3}), max_length=2000
    )
    widths = {"value": 10}

    def __init__(self, *args: Any, measurement: Measurement, **kwargs: Any) -> None:
        initial = {"value": measurement.value, "evidence": measurement.evidence, "seen": measurement.mark}
        super().__init__(*args, initial=initial, **kwargs)
        field: Any = self.fields["value"]
        field.notation = Notation(pounds=measurement.benefit.is_financial)
