"""What lists of compared lines can be narrowed by: what there is in either review."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from django import forms as django_forms

from change.reviews.compare_tables import FTE, LOWERS, MONEY, NONE, RAISES, Sort
from change.reviews.comparing import Comparison
from change.reviews.comparing_fte import FteComparison
from change.reviews.differences import Difference, Part, Reason, Why
from change.reviews.models import FteKind, LineKind
from wmp.lib.forms import FilterForm
from wmp.lib.words import financial_year

Row = tuple[Difference[Any], Part]


class LineFilters(FilterForm):
    """By reason and by which way a line changed; each sort adds what its lines are of."""

    reason = django_forms.ChoiceField(required=False)
    effect = django_forms.ChoiceField(required=False)
    sort: Sort

    def __init__(self, data: Any, found: Any) -> None:
        super().__init__(data)
        self.found = found
        self._offer("reason", _reasons(self.sort))
        self._offer(
            "effect", {RAISES: f"Raises the {self.sort.total}", LOWERS: f"Lowers the {self.sort.total}"}.items()
        )

    def _offer(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "Any"), *choices]

    def of(self, key: Any) -> Mapping[str, Any]:
        """What a line is of, by filter."""
        raise NotImplementedError

    def chosen(self) -> list[Row]:
        """The rows that fit, one for each part of a difference. None while a choice is wrong."""
        if not self.is_valid():
            return []
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return [(each, part) for each in self.found.differences for part in each.parts if self._fits(each, part, given)]

    def _fits(self, each: Difference[Any], part: Part, given: Mapping[str, Any]) -> bool:
        effect = RAISES if part.amount > 0 else LOWERS if part.amount < 0 else ""
        said: dict[str, Sequence[Any]] = {name: [value] for name, value in self.of(each.key).items()}
        said |= {"reason": [part.why.value, part.why.reason.value], "effect": [effect]}
        return all(value in said[name] for name, value in given.items())


def _reasons(sort: Sort) -> Iterator[tuple[str, str]]:
    """Each reason that such lines have, and below it what is behind it."""
    for reason in (*sort.reasons, Reason.UNCHANGED):
        yield reason.value, reason.label
        yield from ((why.value, why.label) for why in Why if why.reason == reason and why.value != reason.value)


class MoneyFilters(LineFilters):
    sort = MONEY
    found: Comparison
    programme = django_forms.ChoiceField(required=False)
    project = django_forms.ChoiceField(required=False)
    kind = django_forms.ChoiceField(required=False, choices=[("", "Any"), *LineKind.choices])
    year = django_forms.TypedChoiceField(required=False, label="Financial year", coerce=int, empty_value=None)

    def __init__(self, data: Any, found: Comparison) -> None:
        super().__init__(data, found)
        for name, named in (("programme", found.programmes), ("project", found.projects)):
            choices = ((str(pk or NONE), words or "As a whole") for pk, words in named.items())
            self._offer(name, sorted(choices, key=itemgetter(1)))
        years = sorted({each.key.year for each in found.differences})
        self._offer("year", ((year, financial_year(year)) for year in years))

    def of(self, key: Any) -> Mapping[str, Any]:
        home, kind, year = key
        return {
            "programme": str(home.programme or NONE),
            "project": str(home.project or NONE),
            "kind": kind,
            "year": year,
        }


class FteFilters(LineFilters):
    sort = FTE
    found: FteComparison
    kind = django_forms.ChoiceField(required=False, choices=[("", "Any"), *FteKind.choices])
    project = django_forms.ChoiceField(required=False)
    portfolio = django_forms.ChoiceField(required=False)

    def __init__(self, data: Any, found: FteComparison) -> None:
        super().__init__(data, found)
        projects = ((str(pk), name) for pk, name in found.projects.items() if pk)
        self._offer("project", sorted(projects, key=itemgetter(1)))
        portfolios = sorted({each.key.portfolio for each in found.differences})
        self._offer("portfolio", ((portfolio, portfolio) for portfolio in portfolios))

    def of(self, key: Any) -> Mapping[str, Any]:
        return {"kind": key.kind.value, "project": str(key.project or NONE), "portfolio": key.portfolio}
