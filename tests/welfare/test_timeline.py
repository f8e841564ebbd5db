"""The timeline tells everything that happened in a case, in one order, page by page."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from people.models import User
from people.roles import Role
from tests.base import Cast
from tests.welfare.made import MONDAY, case_of, on
from welfare.cases.entries import Contact, Document, Entry
from welfare.cases.handling import (
    add_note,
    brief_manager,
    change_details,
    hand_over,
    log_contact,
    read_briefing,
    set_task,
)
from welfare.cases.models import WelfareCase
from welfare.cases.timeline import PAGE, timeline_of

pytestmark = pytest.mark.django_db
START = timezone.make_aware(datetime(2022, 4, 4, 8, 0))


@pytest.fixture
def officer(cast: Cast) -> User:
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def case(cast: Cast, officer: User) -> WelfareCase:
    with on(hour=8):
        return case_of(
            cast.bob.person, by=cast.alice, told_by="PC Tutor", text="Hardly speaks", received_on=date(2022, 4, 1)
        )


def test_everything_stands_there_latest_first(cast: Cast, case: WelfareCase, officer: User) -> None:
    with on(hour=9):
        hand_over(case, to=officer, by=officer)
    with on(hour=10):
        log_contact(case, by=officer, on=date(2022, 4, 3), reached="spoke", with_whom="officer", summary="Nights")
    with on(hour=11):
        change_details(case, by=officer, risk="high", themes=["health"])
        add_note(case, by=officer, text="A note")
    with on(hour=12):
        task = set_task(case, by=officer, what="Ring the tutor", due_on=MONDAY, turn="university")
    with on(hour=13):
        task.finish(by=officer)
        briefing = brief_manager(case, to=cast.alice.person, by=officer, text="No nights")
        Document.objects.create(case=case, by=officer, name="plan.pdf", type="application/pdf", size=1, stored="s")
    with on(hour=14):
        read_briefing(briefing, by=cast.alice)
        case.refresh_from_db(from_queryset=WelfareCase.objects.unscoped())
        case.pause(by=officer, reason="Leave")
    with on(date(2022, 4, 6)):
        case.resume(by=officer)
        case.close(by=officer, outcome="retained", themes=["health"], reason="Part-time agreed")
    with on(date(2022, 4, 7)):
        case.reopen(by=officer, reason="Rang again")
    titles = [line.title for line in timeline_of(case, officer).lines]
    assert titles == [
        "Reopened",
        "Closed: retained",
        "Resumed",
        "Briefing read by Alice Archer",
        "Paused",
        "Task done: Ring the tutor",
        "Briefing written to Alice Archer",
        "Document: plan.pdf",
        "Task: Ring the tutor",
        "Note",
        "Details changed",
        "Contact made",
        "Phone call with the officer: spoke",
        "Handed over",
        "Signal: Tutor",
    ]
    said = {line.title: line for line in timeline_of(case, officer).lines}
    assert said["Reopened"].text == "Rang again" and said["Closed: retained"].text == "Part-time agreed"
    assert said["Resumed"].text == "The clock stood for 2 working days"
    assert said["Details changed"].text == "Risk of leaving: nothing → High\nThemes: nothing → Health or welfare"
    assert said["Phone call with the officer: spoke"].text == "On 3 April 2022\nNights"
    assert said["Task: Ring the tutor"].text.endswith("Waits for: university or tutor")
    assert said["Signal: Tutor"].text == "Received on 1 April 2022, told by PC Tutor\nHardly speaks"
    assert (
        said["Paused"].when == "4 April 2022 at 14:10" and said["Briefing read by Alice Archer"].when == "4 April 2022"
    )
    assert (said["Signal: Tutor"].by, said["Note"].by) == ("alice", "welfare-officer")


def test_each_closing_of_one_day_keeps_its_outcome(case: WelfareCase, officer: User) -> None:
    with on(hour=9):
        case.close(by=officer, outcome="retained", themes=[])
        case.reopen(by=officer, reason="Rang again")
        case.close(by=officer, outcome="left", themes=[])
    titles = [line.title for line in timeline_of(case, officer).lines]
    assert titles[:3] == ["Closed: left", "Reopened", "Closed: retained"]


def test_moments_are_those_of_the_clock_on_the_wall(case: WelfareCase, officer: User) -> None:
    with on(date(2022, 7, 1), hour=23, minute=30):
        add_note(case, by=officer, text="Late")
    line = timeline_of(case, officer).lines[0]
    assert line.when == "1 July 2022 at 23:30" and line.iso.startswith("2022-07-01T23:30:00")


def filled(case: WelfareCase, by: User, moments: list[datetime]) -> None:
    Entry.objects.bulk_create(Entry(case=case, by=by, at=at, text=f"Note {n}") for n, at in enumerate(moments))
    Contact.objects.bulk_create(
        Contact(case=case, by=by, at=at, on=at.date(), summary=f"Contact {n}") for n, at in enumerate(moments)
    )


def read_through(case: WelfareCase, user: User, page: int) -> list[str]:
    """Every line's text, page by page."""
    texts: list[str] = []
    place = ""
    while True:
        found = timeline_of(case, user, place, page)
        assert len(found.lines) <= page
        texts += [line.text for line in found.lines]
        if not found.older:
            return texts
        assert len(found.lines) == page
        place = found.older


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(minutes=st.lists(st.integers(1, 5), min_size=1, max_size=12), page=st.integers(1, 7))
def test_pages_leave_nothing_out_and_say_nothing_twice(
    case: WelfareCase, officer: User, minutes: list[int], page: int
) -> None:
    """However many lines share a moment."""
    filled(case, officer, [START + timedelta(hours=1, minutes=minute) for minute in minutes])
    whole = [line.text for line in timeline_of(case, officer, page=10_000).lines]
    assert read_through(case, officer, page) == whole


def test_a_long_one_is_shown_a_page_at_a_time(client: Client, case: WelfareCase, officer: User) -> None:
    filled(case, officer, [START + timedelta(hours=n) for n in range(1, PAGE)])
    client.force_login(officer)
    text = client.get(f"/welfare/cases/{case.pk}/").content.decode()
    assert text.count("moj-timeline__item") == PAGE and "Show the latest" not in text
    older = re.search(r'href="(\?before=[^"#]+)#timeline">Show older', text)
    assert older
    second = client.get(f"/welfare/cases/{case.pk}/{older[1].replace('&amp;', '&')}").content.decode()
    assert "Signal: Tutor" in second and "Show older" not in second and "Show the latest" in second


@pytest.mark.parametrize(
    "place",
    [
        "x",
        "2022-04-04_1_1_1",
        "2022-04-04T08:00:00+00:00_99999_1",
        "2022-04-04_1_99999999999999999999",
        "_1_1",
        "0001-01-01T00:00+23:59_1_1",
    ],
)
def test_a_place_that_no_line_has_is_refused(client: Client, case: WelfareCase, officer: User, place: str) -> None:
    with pytest.raises(BadRequest):
        timeline_of(case, officer, place)
    client.force_login(officer)
    assert client.get(f"/welfare/cases/{case.pk}/", {"before": place}).status_code == 400


def test_it_is_one_query_however_long(case: WelfareCase, officer: User) -> None:
    filled(case, officer, [START + timedelta(hours=n) for n in range(250)])
    officer.has_role(Role.WELFARE_LEAD)
    with CaptureQueriesContext(connection) as caught:
        timeline_of(case, officer)
    assert len(caught) == 1


def test_it_tells_of_no_other_case(cast: Cast, case: WelfareCase, officer: User) -> None:
    charlie = cast.charlie.person
    charlie.probations.create(entry_route_id=1, started_on=date(2021, 1, 4))
    with on():
        other = case_of(charlie, by=cast.alice, owner=officer)
        add_note(other, by=officer, text="Of another")
        set_task(other, by=officer, what="Of another", due_on=MONDAY).finish(by=officer)
    assert [line.title for line in timeline_of(case, officer).lines] == ["Signal: Tutor"]


def test_what_people_wrote_is_text_and_no_markup(client: Client, case: WelfareCase, officer: User) -> None:
    with on():
        add_note(case, by=officer, text="<script>alert(1)</script>")
        set_task(case, by=officer, what="<b>bold</b>", due_on=MONDAY)
    client.force_login(officer)
    text = client.get(f"/welfare/cases/{case.pk}/").content.decode()
    assert "<script>alert" not in text and "<b>bold" not in text and "&lt;script&gt;alert" in text
