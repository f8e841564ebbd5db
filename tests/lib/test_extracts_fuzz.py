"""Whatever bytes come in, a load answers in words and writes nothing it should not; twice is the same as once."""

import csv
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from people.models import Person, Post, SpecialDuty
from tests.base import person
from tests.loading import faults, load_text
from wmp.board.extracts import EXTRACTS, extract_for
from wmp.lib.extracts import Extract, LoadState

slow = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
KINDS = st.sampled_from([extract.kind for extract in EXTRACTS])
ANSWERS = {LoadState.LOADED, LoadState.REFUSED}

# Cells that have broken loaders: nil, formulas, quotes, other alphabets, numbers and days that are none.
AWKWARD = st.sampled_from(
    ["", "-", "'", '"', "''", "'=1", "=1+1", "\\N", "\\.", "NULL", "1e5", "NaN", "inf", "0x1f", "١٢", "½", "-0", "+1"]
    + ["2022-02-30", "0000-00-00", "9999-99-99", "2022-02-29", "20220101", "2022/23", "2099/00", "2022-13", "2022-02"]
    + ["Police Officer", "PC", "Spring", "W1", "open", "%s", "{}", "$$", "\u202e", "\U0001f46e", "e\u0301", "a" * 300]
)
CELLS = st.one_of(AWKWARD, st.text(max_size=12), st.integers(-5, 40).map(str), st.dates().map(str))


def table(header: list[str], body: list[list[str]]) -> str:
    out = StringIO()
    writer = csv.writer(out)
    writer.writerows([header, *body])
    return out.getvalue()


def columns_of(kind: str) -> list[str]:
    extract = extract_for(kind)
    assert extract is not None
    return [column.name for column in extract.columns]


class FuzzTest(TestCase):
    @slow
    @given(KINDS, st.binary(max_size=300))
    def test_any_bytes(self, kind: str, content: bytes) -> None:
        assert load_text(kind, content).state in ANSWERS

    @slow
    @given(KINDS, st.binary(max_size=200))
    def test_any_bytes_below_a_right_header(self, kind: str, content: bytes) -> None:
        report = load_text(kind, ",".join(columns_of(kind)).encode() + b"\n" + content)
        assert report.state in ANSWERS
        assert (report.state == LoadState.REFUSED) == bool(report.faults)

    @settings(slow, max_examples=100)
    @given(st.data())
    def test_any_cells(self, data: st.DataObject) -> None:
        kind = data.draw(KINDS)
        width = len(columns_of(kind))
        body = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=5))
        text = table(columns_of(kind), body).encode(errors="replace")
        report = load_text(kind, text)
        assert report.state in ANSWERS
        if report.state == LoadState.LOADED:
            again = load_text(kind, text)
            assert (again.new, again.changed, again.same) == (0, 0, report.rows)
        else:
            assert faults(report)


DAY = date(2020, 1, 1)
POSTS = st.lists(
    st.fixed_dictionaries(
        {
            "number": st.integers(1, 5),
            "manager": st.integers(1, 6),
            "staff_type": st.sampled_from(["Police Staff", "PCSO"]),
            "started": st.integers(0, 40),
            "length": st.one_of(st.none(), st.integers(-1, 15)),
        }
    ),
    max_size=8,
)


def workforce_text(posts: list[dict[str, Any]]) -> str:
    header = columns_of("workforce")
    rows = []
    for post in posts:
        started = DAY + timedelta(post["started"])
        ended = "-" if post["length"] is None else str(started + timedelta(post["length"]))
        manager = "-" if post["manager"] == 6 else str(post["manager"])
        row = {"employee_number": str(post["number"]), "first_name": "A", "last_name": "B", "line_manager": manager}
        row |= {"staff_type": post["staff_type"], "post_started": str(started), "post_ended": ended, "department": "D"}
        rows.append([row.get(column, "-") for column in header])
    return table(header, rows)


def plainly_right(posts: list[dict[str, Any]]) -> bool:
    """The rules of posts again, one row after another, for a database without any."""
    known = {post["number"] for post in posts}
    manages: dict[int, set[int]] = {}
    for place, post in enumerate(posts):
        if post["length"] is not None and post["length"] < 0:
            return False
        if post["manager"] != 6 and (post["manager"] not in known or post["manager"] == post["number"]):
            return False
        end = post["started"] + (10_000 if post["length"] is None else post["length"])
        for other in posts[:place]:
            other_end = other["started"] + (10_000 if other["length"] is None else other["length"])
            same = (other["number"], other["staff_type"]) == (post["number"], post["staff_type"])
            if same and other["started"] <= end and post["started"] <= other_end:
                return False
        if post["length"] is None and post["manager"] != 6:
            manages.setdefault(post["number"], set()).add(post["manager"])
    return not any(_leads_to(number, number, manages, set()) for number in known)


def _leads_to(start: int, goal: int, manages: dict[int, set[int]], seen: set[int]) -> bool:
    for step in manages.get(start, ()):
        if step == goal or (step not in seen and _leads_to(step, goal, manages, seen | {step})):
            return True
    return False


class WorkforceRulesTest(TestCase):
    @settings(slow, max_examples=150)
    @given(POSTS)
    def test_posts_come_in_if_and_only_if_the_rules_hold(self, posts: list[dict[str, Any]]) -> None:
        report = load_text("workforce", workforce_text(posts))
        assert (report.state == LoadState.LOADED) == plainly_right(posts), faults(report)
        assert Post.objects.unscoped().count() == (len(posts) if report.state == LoadState.LOADED else 0)
        assert Person.objects.unscoped().exists() == (report.state == LoadState.LOADED and bool(posts))


class HoursTest(TestCase):
    @slow
    @given(st.lists(st.tuples(st.integers(1, 12), st.decimals(0, 744, places=2)), unique_by=lambda row: row[0]))
    def test_numbers_come_in_exactly(self, months: list[tuple[int, Any]]) -> None:
        person("1")
        body = [["1", f"2021-{month:02}", str(hours)] for month, hours in months]
        load_text("special_hours", table(columns_of("special_hours"), body))
        kept = dict(SpecialDuty.objects.unscoped().values_list("month__month", "hours"))
        assert kept == dict(months)


@pytest.mark.parametrize("extract", EXTRACTS, ids=lambda extract: extract.kind)
def test_each_kind_is_declared_whole(extract: Extract) -> None:
    assert extract.title and extract.loaders and extract.key
    names = [column.name for column in extract.columns]
    assert len(set(names)) == len(names)
    assert {rule.column for rule in extract.rules} <= set(names)
