"""What a table of a figure asks of the database, each thing once, and the sums of the answer that make its cells.

The question can be put in two ways. `Question.groups` is the one flat GROUP BY that computes a table: for each group of
records alike, its aggregates. `Question.kinds` asks the same and keeps the keys of the records: for each kind of
records alike in all that is asked, what each of them adds. Their sums are the same, so that a table is computed, and
traced to its records, by the same code.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from django.contrib.postgres.aggregates import ArrayAgg
from django.core.exceptions import ImproperlyConfigured
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models import Count as SqlCount
from django.db.models import Sum as SqlSum
from django.db.models.expressions import Star

from wmp.lib.access import ScopedQuerySet
from wmp.lib.grids import Cell, Column, Number, added
from wmp.lib.measures import Across, Along, Derived, Measure, Share, Tally
from wmp.lib.rows import By, Group, Line, Rows

# More records than there are.
EVERY = 2**62
#: In a kind, where the keys of its records stand, and beside each the key of the person whom it is about.
KEYS, PEOPLE = "keys", "people"

# A tally as the answer has it: the names of its aggregate and of its facets, and whether it is of every row.
Named = tuple[str, Sequence[str], bool]


class Asks(Protocol):
    """A table, as far as a question needs to know it."""

    @property
    def population(self) -> ScopedQuerySet[Any]: ...
    @property
    def rows(self) -> Sequence[Rows]: ...
    @property
    def columns(self) -> "Sequence[Measure | Across | Derived | Along]": ...
    @property
    def coverage(self) -> Sequence[Share]: ...
    @property
    def person(self) -> str: ...

    def words(self, path: str) -> Callable[[Any], str]: ...
    def conditions(self, by: By, groups: Sequence[Group]) -> Sequence[Mapping[str, Any]]: ...


class Question:
    """The fields that a table groups by, the conditions that split its groups, and its aggregates by name.

    Raises ImproperlyConfigured for a median in a table that groups by anything.
    """

    def __init__(self, table: Asks) -> None:
        self.table = table
        specs = [spec.measure if isinstance(spec, Across) else spec for spec in (*table.columns, *table.coverage)]
        # Whatever several cells ask for is asked for once.
        self.aggregates: dict[Aggregate, str] = {}
        self.facets: dict[Q, str] = {}
        withins = dict.fromkeys([*(row.within for row in table.rows), *([Q()] if table.coverage else [])])
        self.tallies = {
            within: {
                id(measure): [self._named(tally) for tally in measure.tallies(within)]
                for measure in specs
                if isinstance(measure, Measure)
            }
            for within in withins
        }
        self.across = {spec.over for spec in table.columns if isinstance(spec, Across)}
        fields = self.across.union(*(row.fields for row in table.rows))
        self.fields = sorted(fields)
        self.described = sorted({name for row in table.rows for name in row.described} - fields)
        if (fields or self.facets) and not all(spec.adds_up for spec in specs if isinstance(spec, Measure)):
            raise ImproperlyConfigured("A median stands in a table of its own whose rows are all declared by Where.")

    def _named(self, tally: Tally) -> Named:
        split = [self.facets.setdefault(q, f"f{len(self.facets)}") for q in tally.facets]
        return self.aggregates.setdefault(tally.aggregate, f"a{len(self.aggregates)}"), split, tally.every_row

    def groups(self) -> Sequence[Group]:
        """The one statement. For each group alike in all fields and facets, its values and its aggregates by name.

        What the fields imply is picked out by Min: as further columns to group by it would make the planner expect many
        groups, and sort all records.
        """
        records = self._records()
        asked = {name: aggregate for aggregate, name in self.aggregates.items()}
        if not self.fields and not self.facets:
            # Behind the limit, what a record is found to be is worked out once, not again for each row's condition.
            return [(records[:EVERY] if self._asks_each_once else records).aggregate(**asked)]
        return self._with_words(self._split(records).values(*self.fields, *self.facets.values()), asked)

    def kinds(self) -> Sequence[Group]:
        """As groups: records that add the same to every aggregate, what all of them add together, their KEYS, and
        whom they are about, PEOPLE, in the same order; none where the table does not say by which field.

        A number that does not add up, such as a median, is None.
        """
        kinds = self._found_once() if self._asks_each_once else self._with_words(self._by_kind(), self._each)
        # Of no records, a question that groups by nothing has one answer all the same.
        found = [kind for kind in kinds if kind[KEYS]]
        for kind in found:
            for name in self.aggregates.values():
                each = kind[f"of_{name}"]
                kind[name] = None if each is None else each * len(kind[KEYS])
        return found

    @property
    def _each(self) -> dict[str, Aggregate]:
        """What tells the records of a kind, and whom they are about, one by one."""
        person = self.table.person
        return {KEYS: ArrayAgg("pk"), **({PEOPLE: ArrayAgg(person)} if person else {})}

    @property
    def _asks_each_once(self) -> bool:
        """Is something found of each record that many conditions ask for, and nothing to group by?"""
        return not self.fields and not self.facets and bool(self._records().query.annotations)

    def _found_once(self) -> list[dict[str, Any]]:
        """The kinds where what is found of a record is worked out once: behind the limit, and not again for each
        condition that asks for it. What each record adds comes in columns beside each other, and is grouped here."""
        adds = {f"of_{name}": _of_one_record(aggregate) for aggregate, name in self.aggregates.items()}
        asked = {name: ArrayAgg(each) for name, each in adds.items() if not isinstance(each, Value) or each.value}
        each = self._each
        columns = self._records()[:EVERY].aggregate(**each, **asked)
        alike: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for told in zip(*(columns[name] or [] for name in (*each, *asked)), strict=True):
            alike[told[len(each) :]].append(told[: len(each)])
        kinds = []
        for values, those in alike.items():
            told_of_each = zip(each, zip(*those, strict=True), strict=True)
            kinds.append({**dict.fromkeys(adds), **dict(zip(asked, values, strict=True)), **dict(told_of_each)})
        return kinds

    def statement(self) -> tuple[str, Sequence[Any]]:
        """The SQL that finds the kinds, and the values that stand in it."""
        sql, values = self._by_kind().query.sql_with_params()
        return str(sql), values

    def _records(self) -> QuerySet[Any]:
        return self.table.population.unscoped().order_by()

    def _split(self, records: QuerySet[Any]) -> QuerySet[Any]:
        return records.annotate(**{name: ExpressionWrapper(q, BooleanField()) for q, name in self.facets.items()})

    def _by_kind(self) -> QuerySet[Any, Any]:
        adds = {f"of_{name}": _of_one_record(aggregate) for aggregate, name in self.aggregates.items()}
        return self._split(self._records()).annotate(**adds).values(*self.fields, *self.facets.values(), *adds)

    def _with_words(self, records: QuerySet[Any, Any], asked: Mapping[str, Any]) -> list[dict[str, Any]]:
        words = {f"w{i}": path for i, path in enumerate(self.described)}
        found = list(records.annotate(**asked, **{name: Min(path) for name, path in words.items()}))
        for group in found:
            for name, path in words.items():
                group[path] = group[name]
        return found


class TableAnswer:
    """Groups of records that answer a question, and the cells made of them."""

    def __init__(self, question: Question, groups: Sequence[Group]) -> None:
        self.question, self.groups = question, groups
        self.words, self.conditions = question.table.words, question.table.conditions
        self.parts = self._parts(groups)

    def _parts(self, groups: Sequence[Group]) -> Mapping[Any, Sequence[Group]]:
        """Groups by the column across that they stand in; under None all of them."""
        parts: dict[Any, list[Group]] = defaultdict(list, {None: [*groups]})
        for name in self.question.across:
            for group in groups:
                parts[name, group[name]].append(group)
        return parts

    def cells(self, line: Line, columns: Sequence[tuple[Column, Measure]]) -> list[Cell]:
        found = []
        for (_, measure), counted in zip(columns, self.counted(line, columns), strict=True):
            numbers = [added([group[name] for group in groups]) for name, groups in counted]
            found.append(measure.cell(numbers, total=line.row.total))
        return found

    def counted(self, line: Line, columns: Sequence[tuple[Column, Measure]]) -> list[list[tuple[str, Sequence[Group]]]]:
        """For each cell of a row and each of its one or two numbers: the aggregate, and the groups that it adds up."""
        parts, tallies = self._parts(line.groups), self.question.tallies[line.within]
        return [
            [
                (tally[0], _meeting(tally[1], (self.parts if tally[2] else parts).get(place, ())))
                for tally in tallies[id(measure)]
            ]
            for column, measure in columns
            for place in [next(iter(column.where.items()), None)]
        ]

    def number(self, measure: Measure, groups: Sequence[Group]) -> Number:
        name, facets, _ = self.question.tallies[Q()][id(measure)][0]
        return added([group[name] for group in _meeting(facets, groups)])

    def coverage(self, share: Share) -> Cell:
        tallies = self.question.tallies[Q()][id(share)]
        numbers = [added([group[name] for group in _meeting(facets, self.groups)]) for name, facets, _ in tallies]
        return share.cell(numbers, total=True)


def _meeting(facets: Sequence[str], groups: Sequence[Group]) -> Sequence[Group]:
    return [group for group in groups if all(group[facet] for facet in facets)] if facets else groups


def _of_one_record(aggregate: Aggregate) -> Any:
    """What one record adds to an aggregate: 1 or 0 to a count, its value or nothing to a sum."""
    of, condition = aggregate.get_source_expressions()[0], aggregate.filter
    if isinstance(aggregate, SqlCount):
        counted = Q() if isinstance(of, Star) or of == F("pk") else Q(**{f"{of.name}__isnull": False})
        counted &= condition or Q()
        one = Value(1, output_field=IntegerField())
        return Case(When(counted, then=one), default=0, output_field=IntegerField()) if counted else one
    if isinstance(aggregate, SqlSum):
        return Case(When(condition, then=of)) if condition else of
    return Value(None, output_field=IntegerField())
