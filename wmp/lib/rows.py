"""Rows of a figure: which groups of records each adds up, and what it is called."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Any, NamedTuple, Protocol

from django.db.models import Model, Q

from wmp.lib.days import months_between
from wmp.lib.grids import Number, Row
from wmp.lib.measures import Measure

# The records that are alike in every field that a table's rows or columns ask for: those values, and their aggregates.
Group = Mapping[str, Any]


class Line(NamedTuple):
    """A printed row, the groups that it adds up, and what their records must meet to count in it."""

    row: Row
    groups: Sequence[Group]
    within: Q = Q()


class Answer(Protocol):
    """What the database said to a table, as rows need to know it."""

    groups: Sequence[Group]

    def words(self, path: str) -> Callable[[Any], str]:
        """How a value of a field is printed."""

    def conditions(self, by: "By", groups: Sequence[Group]) -> Sequence[Mapping[str, Any]]:
        """What finds the records of a row's groups again and tells the totals that it belongs to."""

    def number(self, measure: Measure, groups: Sequence[Group]) -> Number:
        """The numerator of one of the table's measures over some of its groups."""


class Rows:
    """What a row or rows of a table are declared by."""

    # What their records must meet, beside standing in one of their groups.
    within = Q()
    # What to group by for them, and what to know of each group besides.
    fields: Set[str] = frozenset()
    described: Set[str] = frozenset()

    def lines(self, answer: Answer) -> Iterator[Line]:
        raise NotImplementedError


class By(Rows):
    """One row for each value of a field, of the groups whose fields equal `only`.

    `expected` labels are printed even without records, before any others, and so is a row for `each` of some reference
    records, which `field` leads to. `order` names fields to sort by, else the label does. `under` names a field whose
    value stands above the row. `label` makes the words from the group and from the fields that it has `also`. Each
    value of `field` has one value of all of these. `came`: the values are whatever records brought, and tell of them.
    """

    def __init__(
        self,
        field: str,
        *,
        label: Callable[[Group], str] | None = None,
        order: Sequence[str] = (),
        expected: Iterable[str] = (),
        each: Iterable[Model] = (),
        under: str = "",
        also: Sequence[str] = (),
        came: bool = False,
        **only: Any,
    ) -> None:
        self.field, self.label, self.order, self.under, self.only = field, label, order, under, only
        # Reference records are asked for with the records, not when a table is declared.
        self.expected, self.each, self.came = tuple(expected), each, came
        self.fields = {field, *only}
        self.described = {*order, *also, under} - {""}

    def lines(self, answer: Answer) -> Iterator[Line]:
        words = answer.words(self.field)
        label = self.label or (lambda group: words(group[self.field]))
        nobody = {label(group): [group] for group in map(self._nobody_of, self.each)}
        expected = [*self.expected, *nobody]
        members: dict[str, list[Group]] = {text: [] for text in expected}
        for group in matching(answer.groups, self.only):
            members.setdefault(label(group), []).append(group)

        def place(text: str) -> tuple[list[Any], str]:
            return [_none_last(members[text][0][name]) for name in self.order], text

        for text in (*expected, *sorted(members.keys() - set(expected), key=place)):
            those = members[text]
            under = str(those[0][self.under]) if self.under and those else ""
            where = answer.conditions(self, those or nobody.get(text, []))
            yield Line(Row(text, under=under, where=where, came=self.came), those)

    def _nobody_of(self, record: Model) -> Group:
        """A group without records: what they would have, so that its row belongs to the totals that theirs would."""
        path = self.field.rpartition("__")[0]
        fields = record._meta.concrete_fields
        return self.only | {f"{path}__{field.name}": field.value_from_object(record) for field in fields}


class Total(Rows):
    """One row over all groups whose fields equal `only`."""

    def __init__(self, label: str, **only: Any) -> None:
        self.label, self.only, self.fields = label, only, set(only)

    def lines(self, answer: Answer) -> Iterator[Line]:
        yield Line(Row(self.label, total=True, where=[self.only]), matching(answer.groups, self.only))


class Where(Rows):
    """One row of the records meeting a condition, where rows overlap or are no field: the last day of each month.

    With `total` it stands out like one, though the rows above it, which may overlap, need not add up to it.
    """

    def __init__(self, label: str, only: Q, *, total: bool = False) -> None:
        self.label, self.within, self.total = label, only, total

    def lines(self, answer: Answer) -> Iterator[Line]:
        yield Line(Row(self.label, total=self.total), answer.groups, self.within)


class Among(Rows):
    """One row of the records whose field has one of some values; of a field of `several` values, any of them."""

    def __init__(
        self, label: str, field: str, values: Collection[Any], *, several: bool = False, total: bool = False
    ) -> None:
        self.label, self.field, self.values, self.several, self.total = label, field, values, several, total
        self.fields = {field}

    def lines(self, answer: Answer) -> Iterator[Line]:
        groups = [group for group in answer.groups if self._has(group[self.field])]
        lookup = "overlap" if self.several else "in"
        yield Line(Row(self.label, total=self.total, where=[{f"{self.field}__{lookup}": [*self.values]}]), groups)

    def _has(self, value: Any) -> bool:
        return any(each in self.values for each in value) if self.several else value in self.values


class Months(Rows):
    """One row for each month from the first with records to the last: also for one between them that has none.

    `field` holds the first day of a record's month.
    """

    def __init__(self, field: str) -> None:
        self.field, self.fields = field, {field}

    def lines(self, answer: Answer) -> Iterator[Line]:
        for month, groups in by_month(answer.groups, self.field).items():
            yield Line(Row(f"{month:%Y-%m}", where=[{self.field: month}]), groups)


def by_month(groups: Sequence[Group], field: str) -> dict[date, list[Group]]:
    """Groups by the month they are of, with every month between the first and the last."""
    there = {group[field] for group in groups}
    months: dict[date, list[Group]] = {month: [] for month in months_between(min(there), max(there))} if there else {}
    for group in groups:
        months[group[field]].append(group)
    return months


def matching(groups: Sequence[Group], only: Mapping[str, Any]) -> Sequence[Group]:
    """The groups whose fields equal `only`."""
    return [group for group in groups if only.items() <= group.items()] if only else groups


def _none_last(value: Any) -> tuple[bool, Any]:
    return value is None, value
