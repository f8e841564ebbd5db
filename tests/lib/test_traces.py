"""A trace tells which records each number of a table adds up, and two of them why it moved."""

import base64
import zlib
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from hypothesis import given
from hypothesis import strategies as st

from people.workforce.models import Person, Post, SpecialDuty, StaffType, minority
from tests.base import declared, person, post
from wmp.lib.figures import By, Count, Share, Sum, Table, Total, Where, quotient
from wmp.lib.grids import Grid
from wmp.lib.moved import Moved, Way, moved
from wmp.lib.traces import Kind, Trace, digest, trace, untraced, with_digests

pytestmark = pytest.mark.django_db


def by_type(day: date = date(2022, 1, 1)) -> Table:
    return Table(
        Post.objects.filter(started__lte=day),
        rows=[By("staff_type", expected=StaffType.labels), Total("Force")],
        columns=[Count("Posts"), Share("Minority", part=minority()), Sum("FTE", of="fte", decimals=2)],
    )


def traced(table: Table) -> Trace:
    return trace(table, table.compute())


def test_a_trace_names_the_records_of_a_cell() -> None:
    officer, staff = post(person("1"), fte=1), post(person("2"), staff_type="staff", fte=1)
    found = traced(by_type())
    assert found.adds("Police Officer", "Posts", "n") == {officer.pk: 1}
    assert found.adds("Force", "FTE", "n") == {officer.pk: Decimal(1), staff.pk: Decimal(1)}


def test_a_ratio_has_its_numerator_and_its_denominator() -> None:
    first, second = person("1"), person("2")
    declared(first, "female", "A1")
    hers, his = post(first), post(second)
    found = traced(by_type())
    assert found.adds("Force", "Minority", "n") == {hers.pk: 1}
    assert found.adds("Force", "Minority", "d") == {hers.pk: 1, his.pk: 1}


def test_a_column_that_divides_others_has_the_records_of_both() -> None:
    mine = post(person("1"), fte=1)
    table = Table(
        Post.objects.all(),
        rows=[Where("All", Q())],
        columns=[Count("Posts"), Sum("FTE", of="fte"), quotient("FTE for each post", "FTE", "Posts")],
    )
    found = traced(table)
    assert found.adds("All", "FTE for each post", "n") == {mine.pk: Decimal(1)}
    assert found.adds("All", "FTE for each post", "d") == {mine.pk: 1}


def test_the_records_make_the_number_or_a_check_fails() -> None:
    post(person("1"))
    table = by_type()
    grid, found = table.compute(), traced(table)
    assert untraced(table, grid, found) == []
    post(person("2"))
    assert "Force, Posts: the records behind it make 1, not 2" in untraced(table, table.compute(), found)


def test_a_trace_is_kept_and_read_again() -> None:
    post(person("1")), post(person("2"), staff_type="staff")
    found = traced(by_type())
    again = Trace.unpacked(found.packed())
    assert again.kinds == found.kinds and again.cells == found.cells


def test_the_same_records_have_the_same_digest() -> None:
    post(person("1"))
    table = by_type()
    grid = table.compute()
    cells = with_digests(grid, traced(table))
    officers, force = cells.cell("Police Officer", "Posts"), cells.cell("Force", "Posts")
    assert officers.behind == force.behind and len(officers.behind[0]) == 32
    assert cells.cell("PCSO", "Posts").behind == ("", "")


@given(st.sets(st.integers(1, 10**9)), st.sets(st.integers(1, 10**9)))
def test_a_digest_tells_sets_apart_and_adds_up(some: set[int], others: set[int]) -> None:
    others -= some
    together = digest([*some, *others])
    assert together == tuple(sum(pair) % 2**64 for pair in zip(digest([*some]), digest([*others]), strict=True))
    assert (digest([*some]) == digest([*others])) == (some == others)


def test_why_a_number_moved() -> None:
    """Joined, left, and changed group."""
    changed, leaver = post(person("1"), staff_type="staff"), post(person("2"), staff_type="pcso")
    before = traced(by_type())
    Post.objects.unscoped().filter(pk=changed.pk).update(staff_type="pcso")
    Post.objects.unscoped().filter(pk=leaver.pk).delete()
    joiner = post(person("3"), staff_type="pcso")
    after = traced(by_type())
    others = [("Police Officer", "Posts"), ("Police Staff", "Posts")]
    found = moved(before, after, "PCSO", "Posts", "n", others)
    assert {key: move.way for move in found.moves for key in move.keys} == {
        changed.pk: Way.CAME,
        leaver.pk: Way.LEFT,
        joiner.pk: Way.JOINED,
    }
    assert found.by_way == {Way.JOINED: 1, Way.CAME: 1, Way.LEFT: -1}
    assert [(place, len(moves)) for (way, place), moves in found.by_group.items() if way is Way.CAME] == [
        (("Police Staff", "Posts"), 1)
    ]


amounts = st.dictionaries(st.integers(1, 9), st.decimals(-99, 99, places=2, allow_nan=False), max_size=9)


def of(adds: dict[int, Decimal]) -> Trace:
    kinds = [Kind("people.post", [key]) for key in adds]
    return Trace(kinds, {("All", "Sum"): {"n": dict(enumerate(adds.values()))}})


@given(amounts, amounts)
def test_the_moves_are_the_whole_difference(was: dict[int, Decimal], now: dict[int, Decimal]) -> None:
    found: Moved = moved(of(was), of(now), "All", "Sum", "n")
    assert sum(each or 0 for each in found.by_way.values()) == sum(now.values()) - sum(was.values())
    assert (found.before or 0) + sum(move.difference or 0 for move in found.moves) == (found.after or 0)


#: Whose post each is, and in which group it stands.
posts = st.dictionaries(st.integers(1, 12), st.tuples(st.integers(1, 4), st.sampled_from("AB")), max_size=8)


def of_posts(those: dict[int, tuple[int, str]]) -> Trace:
    kinds = [Kind("people.post", [key], [who], headcount=True) for key, (who, _) in sorted(those.items())]
    groups = [group for _, (_, group) in sorted(those.items())]
    cells = {(row, "Posts"): {"n": {i: 1 for i, group in enumerate(groups) if row in (group, "All")}} for row in ROWS}
    return Trace(kinds, cells)


ROWS = ("A", "B", "All")
GROUPS = [("A", "Posts"), ("B", "Posts")]


@given(posts, posts)
def test_the_moves_of_people_are_the_whole_difference(
    was: dict[int, tuple[int, str]], now: dict[int, tuple[int, str]]
) -> None:
    """Whatever posts people hold, several at once among them; and in the total nobody changes group."""
    before, after = of_posts(was), Trace.unpacked(of_posts(now).packed())
    for row in ROWS:
        found = moved(before, after, row, "Posts", "n", [place for place in GROUPS if place[0] != row])
        made = sum(move.difference or 0 for move in found.moves)
        assert made == (found.after or 0) - (found.before or 0) == sum(each or 0 for each in found.by_way.values())
    stay = {who for who, _ in was.values()} & {who for who, _ in now.values()}
    total = moved(before, after, "All", "Posts", "n", [])
    assert sum(move.way in (Way.JOINED, Way.LEFT) for move in total.moves) == len(
        {who for who, _ in [*was.values(), *now.values()]} - stay
    )


def of_people(*measures: Any) -> Table:
    return Table(SpecialDuty.objects.all(), person="person", rows=[Where("All", Q())], columns=measures)


def test_a_cell_tells_how_many_people_are_behind_its_records() -> None:
    """Twice a month of one special, once of another, and an hour of nobody's in a row that has no records."""
    first, second = person("1"), person("2")
    for who, month, hours in ((first, 1, 8), (first, 2, 8), (second, 1, 2)):
        SpecialDuty.objects.create(person=who, month=date(2022, month, 1), hours=hours)
    table = of_people(
        Sum("Hours", of="hours"), Count("Long", only=Q(hours__gt=5)), Count("Longest", only=Q(hours__gt=9))
    )
    found = with_digests(table.compute(), traced(table))
    assert [cell.people for cell in found.cells[0]] == [(2, None), (1, None), (0, None)]
    assert Grid.from_json(found.to_json()).cells[0][0].people == (2, None)


def test_of_records_about_nobody_nobody_counts_people() -> None:
    post(person("1"))
    table = by_type()
    assert with_digests(table.compute(), traced(table)).cell("Force", "Posts").people == (None, None)


def test_a_record_that_is_counted_twice_is_refused() -> None:
    twice = person("1")
    post(twice, fte=1), post(twice, staff_type="special", fte=1)
    table = Table(Person.objects.filter(posts__fte__gt=0), rows=[Where("All", Q())], columns=[Count("People")])
    with pytest.raises(ImproperlyConfigured, match=r"counts a record of people\.person twice"):
        trace(table, table.compute())


def test_a_trace_from_before_people_were_kept_is_read() -> None:
    old = base64.b85encode(zlib.compress(b'{"kinds":[["people.post",3,1]],"cells":[["All","Posts",[[0,1]],[]]]}'))
    found = Trace.unpacked(old.decode())
    assert found.adds("All", "Posts", "n") == {3: 1, 4: 1} and found.kinds[0].people == []
