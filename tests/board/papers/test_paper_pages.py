"""The list of papers, a new paper, and the page of one: what stands there, and what is wrong with its run."""

import re
from datetime import date
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from tests.base import DAY, Cast, opened_with
from tests.board.papers.drafts import Desk, a_run, answered, attendance, desk, in_boxes, page
from wmp.board.models import Alarm, Comment, Paper, Result, Section
from wmp.board.paper import SECTIONS
from wmp.board.papers import choosing_runs
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db

LATER = date(2022, 4, 3)
SAVEPOINT = 2  # of the request, within the test's own transaction
NEW = "/papers/writing/new/"


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast)


def typed(day: date, **fields: str) -> dict[str, str]:
    """A new paper as the form sends it."""
    about = {"title": "People", "meeting": "Board", "figures_of": day.isoformat()}
    return {**about, **in_boxes("meeting_on", date(2022, 7, 26)), **fields}


def made(client: Client, **fields: Any) -> Paper:
    answer = client.post(NEW, typed(**fields))
    assert answer.status_code == 302
    return Paper.objects.unscoped().select_related("attempt__run").get(pk=answer["Location"].split("/")[-2])


def test_a_new_paper_has_every_section_with_its_figures_placed(cast: Cast) -> None:
    d = desk(cast)
    texts = dict(Section.objects.unscoped().filter(paper=d.paper).values_list("key", "narrative"))
    assert list(texts) == [section.key for section in SECTIONS]
    assert texts["attendance"] == "{welfare.attendance}\n\n{welfare.absence_reasons}"


def test_the_form_offers_the_latest_run_and_takes_any_other(d: Desk) -> None:
    later = a_run(LATER)
    assert d.writes.get(NEW).context["form"]["figures_of"].initial == LATER.isoformat()
    assert made(d.writes, day=LATER).attempt == later
    assert made(d.writes, day=d.paper.attempt.run.day).attempt == d.paper.attempt


def test_days_with_runs_are_listed_latest_first_with_what_went_wrong(d: Desk) -> None:
    later = a_run(LATER)
    first, second, third = Result.objects.unscoped().filter(attempt=later)
    Result.objects.unscoped().filter(pk=first.pk).update(status="failed", stored_grid=None)
    Alarm.objects.create(result=second, kind="check", words="All is not the sum.")
    Alarm.objects.create(result=third, kind="jump", words="It jumped.")
    chosen = d.writes.get(NEW).context["form"].fields["figures_of"]
    wrong = "1 figure failed, 1 figure with a check that did not hold and 1 figure that jumped"
    days = [("2022-04-03", f"3 April 2022: {wrong}"), ("2022-04-01", "1 April 2022")]
    assert chosen.choices == [("April 2022", days)]
    assert "other_day" not in d.writes.get(NEW).context["form"].fields


@pytest.mark.parametrize("day", ["2022-04-02", "2022-13-01", "x"])
def test_a_day_without_a_run_is_refused(d: Desk, day: str) -> None:
    a_run(LATER)
    answer = d.writes.post(NEW, typed(LATER, figures_of=day))
    assert answer.status_code == 200 and "Select figures of the run of from the list" in answer.content.decode()


def test_where_there_are_many_runs_any_day_can_be_typed(d: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    a_run(LATER)
    monkeypatch.setattr(choosing_runs, "LISTED", 1)
    assert made(d.writes, day=LATER).attempt.run.day == LATER
    assert made(d.writes, day=LATER, **in_boxes("other_day", DAY)).attempt == d.paper.attempt
    text = d.writes.post(NEW, typed(LATER, **in_boxes("other_day", date(2022, 4, 2)))).content.decode()
    assert "There is no run of 2 April 2022. The nearest: 1 April 2022 and 3 April 2022." in text


def test_the_next_paper_starts_with_the_text_of_the_last_issued(d: Desk) -> None:
    d.write("As last time.\n\n{welfare.attendance}")
    Section.objects.unscoped().filter(paper=d.paper, key="uplift").update(left_out=True, title="Growth")
    answered(d.approves, d.approved(), "issue/")
    sections = {
        each.key: each for each in Section.objects.unscoped().filter(paper=made(d.writes, day=d.paper.attempt.run.day))
    }
    assert sections["attendance"].narrative == "As last time.\n\n{welfare.attendance}"
    assert (sections["uplift"].left_out, sections["uplift"].title) == (True, "Growth")
    assert not any(each.edited_by for each in sections.values())


@pytest.mark.django_db(transaction=True)  # in one transaction, the history tells of one moment
def test_a_correction_that_nobody_approved_is_in_no_next_paper(d: Desk) -> None:
    d.write("Exactly 57.")
    answered(d.approves, d.approved(), "issue/")
    answered(d.approves, d.paper, "correct/", reason="Late records.")
    d.write("About 60.", by=d.second)
    Paper.objects.unscoped().filter(pk=d.paper.pk).update(title="Corrected", meeting_on=date(2020, 1, 1))
    assert d.writes.get(NEW).context["form"]["title"].initial == "People and change"
    begun = made(d.writes, day=d.paper.attempt.run.day)
    assert Section.objects.unscoped().get(paper=begun, key="attendance").narrative == "Exactly 57."
    assert begun.writers() == {d.author.pk}


@pytest.mark.parametrize("step", ["new/", "comment"])
def test_a_paper_or_a_comment_that_is_sent_three_times_is_one(d: Desk, step: str) -> None:
    address = NEW if step == "new/" else page(d.paper, "sections/attendance/comment/")
    mark = re.search(r'name="sent_once" value="([^"]+)"', d.writes.get(address).content.decode())
    assert mark
    client, sent = d.writes, typed(d.paper.attempt.run.day, text="Is it right?") | {"sent_once": mark[1]}
    assert len({client.post(address, sent)["Location"] for _ in range(3)}) == 1
    there = Paper.objects.unscoped().exclude(pk=d.paper.pk) if step == "new/" else Comment.objects.unscoped()
    assert there.count() == 1


def test_what_is_wrong_with_the_run_is_said_first(d: Desk) -> None:
    result = Result.objects.unscoped().get(key="welfare.attendance")
    result.stored_grid = {**attendance().to_json(), "failures": ["All is not the sum."]}
    result.save()
    Alarm.objects.create(result=result, kind="jump", row="All", column="2022-03", words="All, March 2022 jumped.")
    Result.objects.unscoped().filter(key="change.budgeting").update(status="failed", stored_grid=None)
    text = d.writes.get(page(d.paper)).content.decode()
    assert "“Attendance”: All is not the sum." in text
    assert text.count("All, March 2022 jumped.") == 1
    assert "“Priority based budgeting” failed in this run" in text


def test_figures_of_a_newer_run_can_be_taken(d: Desk) -> None:
    a_run(LATER, attendance=attendance(1900))
    assert (
        "These are the figures of 1 April 2022. A newer run of 3 April 2022"
        in d.writes.get(page(d.paper)).content.decode()
    )
    chosen = {"figures_of": LATER.isoformat()}
    assert answered(d.writes, d.paper, "run/", **chosen) == 302
    assert d.fresh().attempt.run.day == LATER
    assert d.writes.post(page(d.paper, "run/"), {"seen": str(d.paper.attempt_id), **chosen}).status_code == 409


def test_figures_that_were_computed_again_can_be_taken_afresh(d: Desk) -> None:
    a_run()
    assert "have been computed again since" in d.writes.get(page(d.paper)).content.decode()


def test_details_change_in_a_draft_only(d: Desk) -> None:
    change = page(d.paper, "change/")
    mark = opened_with(d.writes.get(change).content.decode())
    boxes = in_boxes("meeting_on", date(2022, 4, 27)) | {"opened_with": mark}
    assert d.writes.post(change, {"title": "New", "meeting": "Board", **boxes}).status_code == 302
    d.fresh().send(by=d.author)
    assert d.writes.post(change, {"title": "Newer", "meeting": "Board", **boxes}).status_code == 409
    assert d.fresh().title == "New"


def test_who_took_another_run_into_it_does_not_approve_it(d: Desk) -> None:
    a_run(LATER)
    assert answered(d.approves, d.paper, "run/", figures_of=LATER.isoformat()) == 302
    d.fresh().send(by=d.author)
    assert answered(d.approves, d.paper, "approve/") == 409
    with pytest.raises(IllegalMove):
        d.fresh().approve(by=d.second)


def test_who_named_its_meeting_does_not_approve_it(d: Desk) -> None:
    change = page(d.paper, "change/")
    boxes = in_boxes("meeting_on", d.paper.meeting_on)
    boxes |= {"title": d.paper.title, "opened_with": opened_with(d.approves.get(change).content.decode())}
    assert d.approves.post(change, {**boxes, "meeting": d.paper.meeting}).status_code == 302
    assert not d.fresh().wrote(d.second)
    assert d.approves.post(change, {**boxes, "meeting": "Public Assembly"}).status_code == 302
    assert d.fresh().wrote(d.second)


@pytest.mark.parametrize(
    "step", ["preview/restricted/", "preview/public/", "codes/", "sections/attendance/?audience=public"]
)
def test_it_can_be_read_as_it_will_be_issued(d: Desk, step: str) -> None:
    assert d.writes.get(page(d.paper, step)).status_code == 200


@pytest.mark.parametrize("step", ["preview/secret/", "sections/nothing/", "codes/change.portfolio/"])
def test_what_is_not_there_is_not_found(d: Desk, step: str) -> None:
    assert d.writes.get(page(d.paper, step)).status_code == 404


@pytest.mark.parametrize(
    ("address", "most"), [("/papers/writing/", 8), ("{}", 8), ("{}sections/attendance/", 8), ("{}readers/", 8)]
)
def test_pages_ask_few_questions(d: Desk, address: str, most: int, django_assert_max_num_queries: Any) -> None:
    client = d.writes
    client.get(address.format(page(d.paper)))
    with django_assert_max_num_queries(most + SAVEPOINT):
        assert client.get(address.format(page(d.paper))).status_code == 200


def test_a_new_paper_asks_few_questions(d: Desk, django_assert_max_num_queries: Any) -> None:
    client = d.writes
    with django_assert_max_num_queries(15 + SAVEPOINT):
        assert client.post(NEW, typed(d.paper.attempt.run.day)).status_code == 302


def test_sections_stand_in_the_order_of_the_paper(d: Desk) -> None:
    """Also where the database has them in another: what it adds up comes in no order."""
    sections = Section.objects.unscoped().filter(paper=d.paper)
    sections.update(position=len(SECTIONS) - F("position"))
    shown = [each["title"] for each in d.writes.get(page(d.paper)).context["sections"]]
    assert shown == [section.title for section in reversed(SECTIONS)]
