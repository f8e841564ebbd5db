"""Forms of wellbeing: practitioners and deployments, screening rounds with their counts, offers with their use."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from people.workforce.models import Person
from welfare.wellbeing.models import (
    Deployment,
    OfferUse,
    Practitioner,
    ScreeningCount,
    ScreeningRound,
    WellbeingOffer,
    no_training_on,
)
from wmp.lib import clock
from wmp.lib.editing import RecordForm

# Months of use that one page asks for.
MONTHS_OF_USE = 12
# Rows for further roles that one page has.
FURTHER_ROLES = 4
MOST = 999_999


def not_to_come(form: RecordForm, name: str) -> date | None:
    """The day in a field, which may not be in the future."""
    day: date | None = form.cleaned_data[name]
    if day and day > clock.today():
        raise ValidationError(f"{form.fields[name].label} must be today or in the past")
    return day


class PractitionerForm(RecordForm):
    """Enters a practitioner, or the training that they had anew. Who it is does not change afterwards."""

    employee_number = django_forms.CharField(label="Employee number", max_length=20)
    widths = {"employee_number": 10}

    class Meta:
        model = Practitioner
        fields = ["employee_number", "scheme", "trained_on", "expires_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["trained_on"].label = "Trained on"
        self.fields["expires_on"].label = "Training expires on"
        if self.instance.pk:
            del self.fields["scheme"], self.fields["employee_number"]

    def clean_employee_number(self) -> str:
        number: str = self.cleaned_data["employee_number"].strip()
        # Practitioners may be anybody in the force; the welfare team finds student officers only.
        person = Person.objects.unscoped().filter(employee_number=number).first()
        if person is None:
            raise ValidationError("Nobody has this employee number")
        self.instance.person = person
        return number

    def clean_trained_on(self) -> date | None:
        return not_to_come(self, "trained_on")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        scheme, number = cleaned.get("scheme"), cleaned.get("employee_number")
        if scheme and number:
            known = Practitioner.objects.visible_to(self.user).filter(person=self.instance.person, scheme=scheme)
            if known.exists():
                self.add_error(
                    "employee_number", f"This person is a {scheme} practitioner already. Change the days there"
                )
        return cleaned


class DeploymentForm(RecordForm):
    """That somebody was sent. Refused where their training was not in force on the day."""

    class Meta:
        model = Deployment
        fields = ["practitioner", "incident_on", "deployed_on", "supported"]
        widgets = {"supported": django_forms.NumberInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incident_on"].label = "Day of the incident"
        self.fields["deployed_on"].label = "Day of the deployment"
        self.fields["supported"].label = "How many people were supported"
        self.fields["supported"].help_text = "A number only. Who they were, and what was said, is not kept here."

    def clean_incident_on(self) -> date | None:
        return not_to_come(self, "incident_on")

    def clean_deployed_on(self) -> date | None:
        return not_to_come(self, "deployed_on")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        practitioner, day = cleaned.get("practitioner"), cleaned.get("deployed_on")
        if practitioner and day and (refusal := no_training_on(practitioner, day, self.user)):
            self.add_error("deployed_on", refusal)
        return cleaned


class RoundForm(RecordForm):
    class Meta:
        model = ScreeningRound
        fields = ["name", "started_on", "due_on"]


class OfferForm(RecordForm):
    class Meta:
        model = WellbeingOffer
        fields = ["name", "description", "provider", "open_since", "ended_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].label = "Last day"


class GridForm(RecordForm):
    """Numbers that belong to a record, entered together: a table with a box in each cell."""

    headings: Sequence[str] = ()

    def number_at(self, name: str, label: str, initial: int | None) -> None:
        """A box for a count that may stay empty. Its label is read out, and the headings of the table show it."""
        self.fields[name] = django_forms.IntegerField(
            label=label, required=False, min_value=0, max_value=MOST, initial=initial
        )
        self.fields[name].widget.attrs["class"] = "govuk-input--width-4"

    def lines(self) -> Iterator[tuple[str, Sequence[BoundField]]]:
        """The rows: their words, empty where the first box is their name, and their boxes."""
        raise NotImplementedError


class CountsForm(GridForm):
    """The counts of a screening round by role. A row without a role is left out; one whose role was taken out goes."""

    headings = ("Role", "Invited", "Returned", "Followed up")
    counted = ("invited", "returned", "followed_up")

    class Meta:
        model = ScreeningRound
        fields: list[str] = []

    def __init__(self, *args: Any, instance: ScreeningRound, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, user=user, **kwargs)
        kept = ScreeningCount.objects.visible_to(user).filter(round=instance).order_by("role")
        # Rows on record go by their key: a row that somebody else adds meanwhile is not taken for one of these.
        rows: dict[str, ScreeningCount | None] = {str(row.pk): row for row in kept}
        self.rows = rows | {f"new{i}": None for i in range(FURTHER_ROLES)}
        for place, (row, count) in enumerate(self.rows.items(), start=1):
            self.fields[f"role_{row}"] = django_forms.CharField(
                label=f"Role, line {place}", required=False, max_length=100, initial=getattr(count, "role", None)
            )
            for name, words in zip(self.counted, self.headings[1:], strict=True):
                self.number_at(f"{name}_{row}", f"{words}, line {place}", getattr(count, name, None))
        self.dress()

    def lines(self) -> Iterator[tuple[str, Sequence[BoundField]]]:
        for row in self.rows:
            yield "", [self[f"{name}_{row}"] for name in ("role", *self.counted)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        roles: set[str] = set()
        for row in self.rows:
            self._check(row, cleaned, roles)
        return cleaned

    def _check(self, i: str, cleaned: dict[str, Any], roles: set[str]) -> None:
        role = " ".join((cleaned.get(f"role_{i}") or "").split())
        invited, returned, followed = (cleaned.get(f"{name}_{i}") for name in self.counted)
        if not role:
            if self.rows[i] is None and any(number is not None for number in (invited, returned, followed)):
                self.add_error(f"role_{i}", "Enter the role that these numbers are of")
            return
        if role.lower() in roles:
            self.add_error(f"role_{i}", f"{role} stands in two lines")
        roles.add(role.lower())
        cleaned[f"role_{i}"] = role
        if invited is None and f"invited_{i}" not in self.errors:
            self.add_error(f"invited_{i}", f"Enter how many of {role} were invited")
        if invited is not None and (returned or 0) > invited:
            self.add_error(f"returned_{i}", f"No more of {role} can return it than were invited")
        elif (followed or 0) > (returned or 0):
            self.add_error(f"followed_up_{i}", f"No more of {role} can be followed up than returned it")

    def save(self, commit: bool = True) -> ScreeningRound:
        """Rows are matched by their role, so that two names may change places."""
        given = {
            self.cleaned_data[f"role_{i}"]: {name: self.cleaned_data[f"{name}_{i}"] or 0 for name in self.counted}
            for i in self.rows
            if self.cleaned_data[f"role_{i}"]
        }
        counts = ScreeningCount.objects.visible_to(self.user).filter(round=self.instance)
        counts.exclude(role__in=given).delete()
        for role, numbers in given.items():
            if not counts.filter(role=role, **numbers).exists():
                counts.update_or_create(round=self.instance, role=role, defaults=numbers)
        return self.instance


class UseForm(GridForm):
    """How often an offer was used, in each of the last months. An empty box is a month that nobody counted."""

    headings = ("Month", "Used")

    class Meta:
        model = WellbeingOffer
        fields: list[str] = []

    def __init__(self, *args: Any, instance: WellbeingOffer, user: Any, **kwargs: Any) -> None:
        self.months = {f"used_{month:%Y_%m}": month for month in last_months(MONTHS_OF_USE)}
        uses = OfferUse.objects.visible_to(user).filter(offer=instance, month__in=self.months.values())
        self.kept = {f"used_{use.month:%Y_%m}": use.used for use in uses}
        super().__init__(*args, instance=instance, user=user, **kwargs)
        for name, month in self.months.items():
            self.number_at(name, f"Used in {month:%B %Y}", self.kept.get(name))
        self.dress()

    def lines(self) -> Iterator[tuple[str, Sequence[BoundField]]]:
        for name, month in self.months.items():
            yield f"{month:%B %Y}", [self[name]]

    def save(self, commit: bool = True) -> WellbeingOffer:
        uses = OfferUse.objects.visible_to(self.user).filter(offer=self.instance)
        for name, month in self.months.items():
            used = self.cleaned_data[name]
            if used is None:
                uses.filter(month=month).delete()
            elif used != self.kept.get(name):
                uses.update_or_create(offer=self.instance, month=month, defaults={"used": used})
        return self.instance


def last_months(number: int) -> list[date]:
    """The first days of so many months, this one first."""
    today = clock.today()
    place = today.year * 12 + today.month - 1
    return [date((place - back) // 12, (place - back) % 12 + 1, 1) for back in range(number)]
