"""Forms of the performance year: its days, its scale, its objectives; and why somebody is excused."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import ValidationError

from people.performance import setting_up
from people.performance.choices import Aspect, Excused, YearStatus
from people.performance.models import PerformanceYear
from people.performance.objectives import Objective
from people.performance.opening import DECIDED, keep_up
from people.performance.setting_up import Scale, Text
from wmp.lib import clock, reference
from wmp.lib.form_fields import ExplainedRadios
from wmp.lib.forms import Form
from wmp.lib.marks import mark_of
from wmp.lib.records import RecordForm
from wmp.lib.verbs import VerbForm
from wmp.lib.words import financial_year, long_day


class YearForm(RecordForm):
    """The days of a year. Which year it is stands once it is open."""

    widths = {"least_days": 3}

    class Meta:
        model = PerformanceYear
        fields = [
            "starts_on",
            "ends_on",
            "objectives_due",
            "ratings_from",
            "ratings_due",
            "release_on",
            "least_days",
        ]
        help_texts = {
            "least_days": "Whoever has fewer by the last day of the year is a late starter, and not counted.",
            "objectives_due": "Line managers are reminded from two weeks before.",
            "release_on": "All final ratings are shared at once, on this day.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.status != YearStatus.SET_UP:
            del self.fields["starts_on"], self.fields["ends_on"]
        elif not self.instance.pk:
            starts = _next_first_day()
            self.initial["starts_on"] = starts
            self.initial["ends_on"] = starts.replace(year=starts.year + 1, month=3, day=31)

    def clean_least_days(self) -> int:
        days: int = self.cleaned_data["least_days"]
        if not 1 <= days <= 365:
            raise ValidationError("Days in post to be eligible must be from 1 to 365")
        return days

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        starts, ends = (cleaned.get(name, getattr(self.record, name)) for name in ("starts_on", "ends_on"))
        if starts and ends:
            self._check_name(starts)
            self._check_days(starts, ends, cleaned)
        return cleaned

    def _check_name(self, starts: date) -> None:
        """A year is called by the April in which it starts."""
        name = financial_year(starts.year if starts.month >= 4 else starts.year - 1)
        others = PerformanceYear.objects.visible_to(self.user).exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            self.add_error("starts_on", f"There is a performance year {name} already")
        self.instance.name = name

    def _check_days(self, starts: date, ends: date, cleaned: Mapping[str, Any]) -> None:
        if (ends - starts).days > 400:
            self.add_error("ends_on" if "ends_on" in self.fields else None, "The year must be a year long, about")
        due = cleaned.get("objectives_due")
        if due and not starts <= due <= ends:
            self.add_error("objectives_due", "Objectives agreed by must be a day of the year")
        first, last = cleaned.get("ratings_from"), cleaned.get("ratings_due")
        if first and last and first > last:
            self.add_error("ratings_due", "Provisional ratings by must be on or after the day that they begin")
        for name in ("ratings_from", "ratings_due", "release_on"):
            if (day := cleaned.get(name)) and day < starts:
                self.add_error(name, f"{self.fields[name].label} must be after {long_day(starts)}")

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit)
        reference.forget()  # lists of appraisals name their year
        keep_up(saved)  # another rule of eligibility holds at once
        return saved


def _next_first_day() -> date:
    """1 April of the financial year that begins next, or began this month."""
    today = clock.today()
    return date(today.year if today.month <= 4 else today.year + 1, 4, 1)


class SeenForm(Form):
    """A form that carries what stood there when it was opened."""

    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)


class ScaleForm(SeenForm):
    """Names and wordings of the values, lowest first. Empty rows are left out."""

    ROWS = 5
    MOST = 9  # so that one key enters a value

    def __init__(self, *args: Any, scale: Scale, **kwargs: Any) -> None:
        initial = {"seen": mark_of({aspect: list(values) for aspect, values in scale.items()})}
        self.rows = {aspect.value: min(max(self.ROWS, len(scale[aspect]) + 1), self.MOST) for aspect in Aspect}
        for aspect, number in self._places():
            if number <= len(scale[aspect]):
                name, wording = scale[aspect][number - 1]
                initial |= {f"{aspect}_{number}_name": name, f"{aspect}_{number}_wording": wording}
        super().__init__(*args, initial=initial, **kwargs)
        for aspect, number in self._places():
            self.fields[f"{aspect}_{number}_name"] = django_forms.CharField(
                label=f"Value {number}", max_length=60, required=False
            )
            self.fields[f"{aspect}_{number}_wording"] = django_forms.CharField(
                label=f"What value {number} means",
                max_length=1000,
                required=False,
                widget=django_forms.Textarea(attrs={"rows": 2}),
            )
        self.dress()

    marks_optional = False

    def _places(self) -> Iterator[tuple[str, int]]:
        for aspect, rows in self.rows.items():
            for number in range(1, rows + 1):
                yield aspect, number

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The rows under the heading of their aspect, for the template."""
        heads = {"what": "What somebody achieved", "how": "How they went about it"}
        return [
            {
                "title": heads[aspect],
                "rows": [
                    (self[f"{aspect}_{number}_name"], self[f"{aspect}_{number}_wording"])
                    for number in range(1, rows + 1)
                ],
            }
            for aspect, rows in self.rows.items()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for aspect in Aspect:
            names: set[str] = set()
            for number in range(1, self.rows[aspect] + 1):
                key = f"{aspect}_{number}_name"
                name = " ".join(cleaned.get(key, "").split()).lower()
                if not name and cleaned.get(f"{aspect}_{number}_wording"):
                    self.add_error(key, f"{aspect.label}: enter the name of value {number}")
                if name and name in names:
                    self.add_error(key, f"{aspect.label}: there is a value of this name already")
                names.add(name)
            if len(names - {""}) < 2 and not self.errors:
                self.add_error(f"{aspect}_1_name", f"{aspect.label}: a scale has at least two values")
        return cleaned

    @property
    def scale(self) -> Scale:
        """What was typed, without the empty rows."""
        found: dict[str, list[tuple[str, str]]] = {aspect.value: [] for aspect in Aspect}
        for aspect, number in self._places():
            name = " ".join(self.cleaned_data[f"{aspect}_{number}_name"].split())
            if name:
                found[aspect].append((name, self.cleaned_data[f"{aspect}_{number}_wording"].strip()))
        return found


class ObjectivesForm(SeenForm):
    """The two of the force or of a department."""

    def __init__(self, *args: Any, there: Mapping[int, Objective], year: PerformanceYear, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"seen": setting_up.mark_of_objectives(there)}
        for number, each in there.items():
            initial |= {f"text_{number}": each.text, f"measure_{number}": each.measure, f"due_{number}": each.due}
        super().__init__(*args, initial=initial, **kwargs)
        self.year = year
        for number in self._numbers():
            self.fields[f"text_{number}"] = django_forms.CharField(
                label=f"Objective {number}", max_length=2000, required=number == 1, widget=django_forms.Textarea
            )
            self.fields[f"measure_{number}"] = django_forms.CharField(
                label=f"How we shall know that objective {number} is met",
                max_length=2000,
                required=False,
                widget=django_forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"due_{number}"] = django_forms.DateField(label=f"Objective {number}: by when", required=False)
        self.dress()

    def _numbers(self) -> range:
        return range(1, Objective.EACH + 1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in self._numbers():
            if not cleaned.get(f"text_{number}") and (cleaned.get(f"measure_{number}") or cleaned.get(f"due_{number}")):
                self.add_error(f"text_{number}", f"Enter objective {number}")
            due = cleaned.get(f"due_{number}")
            if due and not self.year.starts_on <= due <= self.year.ends_on:
                self.add_error(f"due_{number}", f"Objective {number}: by when must be a day of the year")
        return cleaned

    @property
    def texts(self) -> Sequence[Text]:
        given = self.cleaned_data
        return [
            Text(given[f"text_{number}"].strip(), given[f"measure_{number}"].strip(), given[f"due_{number}"])
            for number in self._numbers()
        ]


class ExcuseRadios(ExplainedRadios):
    hints = {
        Excused.LONG_ABSENCE.value: "For more than half of the year, for whatever reason.",
        Excused.SECONDED.value: "Somebody elsewhere rates them.",
    }


class ExcuseForm(VerbForm):
    """That somebody does not count this year. There is no box for a reason: none is wanted."""

    why = django_forms.ChoiceField(
        label="Why this year does not count for them",
        choices=[(each.value, each.label) for each in DECIDED],
        widget=ExcuseRadios,
    )
