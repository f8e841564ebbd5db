"""A paper moves by verbs: who wrote in it does not approve it, and each move is told to whoever has to know."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from people.roles import Role
from people.workforce.models import User
from tests.base import DAY, Cast, opened_with, user
from tests.board.papers.drafts import Desk, a_run, answered, desk, in_boxes, page
from wmp.board.models import Comment, Paper, Section
from wmp.board.papers import starting
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast)


def told(who: User) -> list[str]:
    return [each.subject for each in Alert.objects.visible_to(who)]


def test_the_way_from_draft_to_issue(d: Desk) -> None:
    assert answered(d.writes, d.paper, "send/") == 302
    assert told(d.second) == ["A paper to approve for 26 April 2022"]
    assert answered(d.approves, d.paper, "approve/") == 302
    assert told(d.author) == ["Your paper for 26 April 2022 is approved"]
    assert answered(d.writes, d.paper, "issue/") == 302
    assert d.fresh().status == "issued"


def test_whoever_began_it_does_not_approve_it(d: Desk) -> None:
    d.paper.send(by=d.author)
    assert answered(d.writes, d.paper, "approve/") == 409
    with pytest.raises(IllegalMove):
        d.fresh().approve(by=d.author)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.unscoped().update(status="approved", approved_by=d.author)


def test_whoever_wrote_in_it_does_not_approve_it_though_another_wrote_over_it(d: Desk) -> None:
    d.write("Mine", by=d.second)
    d.write("Yours")
    d.paper.send(by=d.author)
    assert answered(d.approves, d.paper, "approve/") == 409
    assert "a further one is needed" in d.writes.get(page(d.paper)).content.decode()
    third = user("third", Role.BOARD_SECRETARY)
    assert answered(d.signed_in(third), d.paper, "approve/") == 302


def test_nobody_is_asked_to_approve_what_they_wrote(d: Desk) -> None:
    d.write("Mine", by=d.second)
    answered(d.writes, d.paper, "send/")
    assert told(d.second) == []


def test_a_paper_goes_back_with_a_reason(d: Desk) -> None:
    d.paper.send(by=d.author)
    assert answered(d.approves, d.paper, "send-back/", reason="") == 200
    assert answered(d.approves, d.paper, "send-back/", reason="Attendance is of March.") == 302
    assert told(d.author) == ["Your paper for 26 April 2022 came back"]
    assert "Attendance is of March." in d.writes.get(page(d.paper)).content.decode()


def test_what_was_sent_back_and_sent_again_is_read_again(d: Desk) -> None:
    d.paper.send(by=d.author)
    seen = d.approves.get(page(d.paper, "approve/")).context["form"].initial["seen"]
    d.fresh().send_back(by=d.author, reason="One more thing")
    d.write("Changed meanwhile")
    d.fresh().send(by=d.author)
    assert d.approves.post(page(d.paper, "approve/"), {"seen": seen}).status_code == 409
    assert d.fresh().status == "with approver"


def test_of_two_who_move_it_the_second_is_told(d: Desk) -> None:
    first, second = d.fresh(), d.fresh()
    first.send(by=d.author)
    with pytest.raises(StaleMove):
        second.send(by=d.author)


def test_a_code_that_finds_nothing_stops_the_paper(d: Desk) -> None:
    d.write("It was {welfare.attendance: All / March 2024}.")
    answer = d.writes.post(page(d.paper, "send/"), {"seen": "draft:0"})
    assert answer.status_code == 409
    assert "Mend section “Attendance” first. Line 1" in answer.content.decode()


def test_an_issued_paper_is_corrected_and_not_abandoned(d: Desk) -> None:
    assert answered(d.approves, d.approved(), "issue/") == 302
    assert answered(d.writes, d.paper, "abandon/", reason="No") == 409
    assert answered(d.approves, d.paper, "correct/", reason="A slip in attendance.") == 302
    assert (d.fresh().status, d.fresh().author) == ("draft", d.second)
    assert answered(d.writes, d.paper, "abandon/", reason="No") == 409
    with pytest.raises(IllegalMove):
        d.fresh().abandon(by=d.author, reason="No")


def test_who_wrote_the_first_edition_does_not_approve_its_correction(d: Desk) -> None:
    third = user("third", Role.BOARD_SECRETARY)
    d.write("First", by=third)
    answered(d.approves, d.approved(), "issue/")
    d.fresh().correct(by=d.second, reason="A slip")
    d.fresh().send(by=d.second)
    assert d.fresh().writers() == {d.author.pk, d.second.pk, third.pk}
    for who in (d.author, third):
        assert answered(d.signed_in(who), d.paper, "approve/") == 409
    assert answered(d.signed_in(user("fourth", Role.BOARD_SECRETARY)), d.paper, "approve/") == 302


def test_an_abandoned_paper_stays_so(d: Desk) -> None:
    assert answered(d.writes, d.paper, "abandon/", reason="The meeting is off.") == 302
    assert answered(d.writes, d.paper, "send/") == 409
    assert d.writes.post(page(d.paper, "sections/attendance/comment/"), {"text": "?"}).status_code == 409


def test_the_run_changes_in_a_draft_only(d: Desk) -> None:
    a_run()
    d.paper.send(by=d.author)
    with pytest.raises(IllegalMove):
        d.fresh().choose_run(a_run(), by=d.author)
    assert d.writes.get(page(d.paper, "run/")).status_code == 409


SENT: list[Callable[[Desk], Any]] = [
    lambda d: Section.objects.unscoped().filter(paper=d.paper).update(narrative="Late"),
    lambda d: Section.objects.unscoped().filter(paper=d.paper).update(left_out=True),
    lambda d: Section.objects.unscoped().filter(paper=d.paper, key="uplift").delete(),
    lambda d: Section.objects.create(paper=d.paper, key="late", position=99, title="Late"),
    lambda d: Paper.objects.unscoped().filter(pk=d.paper.pk).update(attempt=a_run()),
    lambda d: Paper.objects.unscoped().filter(pk=d.paper.pk).update(title="Late"),
    lambda d: Paper.objects.unscoped().filter(pk=d.paper.pk).update(meeting="Late"),
    lambda d: Paper.objects.unscoped().filter(pk=d.paper.pk).update(meeting_on="2022-05-01"),
]


@pytest.mark.parametrize("change", SENT)
def test_what_was_sent_stands_whoever_would_change_it(d: Desk, change: Callable[[Desk], Any]) -> None:
    d.paper.send(by=d.author)
    with pytest.raises(IntegrityError, match="that was sent stand"), transaction.atomic():
        change(d)
    d.fresh().send_back(by=d.second, reason="Once more")
    change(d)


def test_a_section_is_moved_to_no_paper_that_was_sent(d: Desk) -> None:
    other = starting.begin(Paper(title="P", meeting="M", meeting_on=DAY, attempt=a_run()), by=d.author)
    Section.objects.unscoped().filter(paper=other, key="uplift").update(key="moved")
    d.paper.send(by=d.author)
    with pytest.raises(IntegrityError, match="that was sent stands"), transaction.atomic():
        Section.objects.unscoped().filter(key="moved").update(paper=d.paper)


@pytest.mark.parametrize("status", ["draft", "issued"])
def test_why_it_is_corrected_is_said_with_the_correction_alone(d: Desk, status: str) -> None:
    answered(d.approves, d.approved(), "issue/")
    if status == "draft":
        d.fresh().correct(by=d.author, reason="A slip")
    with pytest.raises(IntegrityError, match="is corrected stands"), transaction.atomic():
        Paper.objects.unscoped().filter(pk=d.paper.pk).update(correcting="Another")


# --- a correction that is given up -----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)  # in one transaction, the history tells of one moment
def test_a_correction_begun_by_mistake_is_given_up_and_the_paper_is_as_it_was_issued(d: Desk) -> None:
    d.write("Exactly 57.")
    answered(d.approves, d.approved(), "issue/")
    issued = d.fresh()
    answered(d.approves, d.paper, "correct/", reason="A slip")
    d.write("About 60.")
    Paper.objects.unscoped().filter(pk=d.paper.pk).update(title="Another", attempt=a_run(date(2022, 4, 3)))
    assert answered(d.approves, d.paper, "give-up/", reason="") == 200
    assert answered(d.approves, d.paper, "give-up/", reason="It was no slip.") == 302
    now = d.fresh()
    for name in ("status", "title", "attempt", "author", "approved_by"):
        assert getattr(now, name) == getattr(issued, name)
    assert d.section().narrative == "Exactly 57."
    assert "It was no slip." in d.writes.get(page(d.paper)).content.decode()
    # Who pressed the button by mistake has not written in it, and approves the true correction.
    answered(d.writes, d.paper, "correct/", reason="A true slip")
    answered(d.writes, d.paper, "send/")
    assert answered(d.approves, d.paper, "approve/") == 302


def test_only_a_correction_that_is_a_draft_is_given_up(d: Desk) -> None:
    assert answered(d.writes, d.paper, "give-up/", reason="No") == 409
    with pytest.raises(IllegalMove, match="no correction"):
        d.fresh().give_up(by=d.author, reason="No")
    answered(d.approves, d.approved(), "issue/")
    assert answered(d.writes, d.paper, "give-up/", reason="No") == 409
    d.fresh().correct(by=d.author, reason="A slip")
    d.fresh().send(by=d.author)
    assert answered(d.writes, d.paper, "give-up/", reason="No") == 409


def test_a_draft_is_marked_issued_by_nobody(d: Desk) -> None:
    with pytest.raises(IllegalMove):
        d.paper.mark_issued(by=d.author)


def test_who_would_leave_nobody_to_approve_a_correction_is_told_before(d: Desk) -> None:
    answered(d.approves, d.approved(), "issue/")
    told_before = d.approves.get(page(d.paper, "correct/")).content.decode()
    assert "every board secretary would have written in it" in told_before
    assert "can correct it, and you approve it" in told_before
    assert "Nobody could approve it" not in d.writes.get(page(d.paper, "correct/")).content.decode()
    user("third", Role.BOARD_SECRETARY)
    assert "Nobody could approve it" not in d.approves.get(page(d.paper, "correct/")).content.decode()


# --- comments that nobody settled ------------------------------------------------------------------------------------


def test_a_paper_with_an_open_comment_is_not_sent(d: Desk) -> None:
    comment = Comment.objects.create(section=d.section(), by=d.second, text="Which month?")
    said = "1 comment is open, in “Attendance”. Settle each comment before you send the paper."
    assert said in d.writes.get(page(d.paper, "send/")).content.decode()
    assert answered(d.writes, d.paper, "send/") == 409
    assert d.writes.post(page(d.paper, "sections/attendance/settle/"), {"comment": comment.pk}).status_code == 302
    assert answered(d.writes, d.paper, "send/") == 302


def test_a_sentence_of_another_day_and_why_it_is_corrected_are_read_again_before_an_issue(d: Desk) -> None:
    d.write("It was so on 1 December 2021. These are the figures of {day}.")
    answered(d.approves, d.approved(), "issue/")
    answered(d.writes, d.paper, "correct/", reason="Nine leavers came late.")
    asked = d.writes.get(page(d.approved(), "issue/")).content.decode()
    assert "<li>It was so on 1 December 2021.</li>" in asked
    assert "<li>Nine leavers came late.</li>" in asked
    assert "the figures of 1 April" not in asked


def test_what_is_commented_after_it_was_sent_is_told_before_it_is_approved_and_issued(d: Desk) -> None:
    d.paper.send(by=d.author)
    for key in ("attendance", "uplift", "uplift"):
        Comment.objects.create(section=d.section(key), by=d.second, text="Which month?")
    title = d.section("uplift").title
    asked = d.approves.get(page(d.paper, "approve/")).content.decode()
    assert f"3 comments are open: 2 in “{title}” and 1 in “Attendance”." in asked
    assert answered(d.approves, d.paper, "approve/") == 302
    assert "3 comments are open: " in d.writes.get(page(d.paper, "issue/")).content.decode()


# --- who may approve -------------------------------------------------------------------------------------------------


def changes_its_facts(d: Desk, on: date | None = None, **typed: str) -> None:
    change = page(d.paper, "change/")
    fields = {"title": d.paper.title, "meeting": d.paper.meeting, **in_boxes("meeting_on", on or d.paper.meeting_on)}
    mark = opened_with(d.approves.get(change).content.decode())
    assert d.approves.post(change, {**fields, "opened_with": mark, **typed}).status_code == 302


def takes_a_suggestion(d: Desk) -> None:
    step = page(d.paper, "sections/budgeting/")
    opened = d.approves.get(step)
    ((suggestion, _),) = opened.context["suggestions"]
    section = d.section("budgeting")
    typed = {"title": section.title, "narrative": section.narrative, "add": suggestion.key}
    typed["opened_with"] = opened_with(opened.content.decode())
    assert d.approves.post(step, typed).status_code == 302


@pytest.mark.parametrize("does", [
    takes_a_suggestion, lambda d: changes_its_facts(d, title="Another"), lambda d: changes_its_facts(d, on=DAY),
])  # fmt: skip
def test_whoever_made_it_what_it_is_by_any_page_does_not_approve_it(d: Desk, does: Callable[[Desk], None]) -> None:
    does(d)
    d.fresh().send(by=d.author)
    assert answered(d.approves, d.paper, "approve/") == 409
    with pytest.raises(IllegalMove, match="a second person approves it"):
        d.fresh().approve(by=d.second)


def test_whoever_changed_nothing_approves_it(d: Desk) -> None:
    changes_its_facts(d)
    d.fresh().send(by=d.author)
    assert answered(d.approves, d.paper, "approve/") == 302


def test_whoever_began_a_correction_does_not_approve_it_though_another_sends_it(d: Desk) -> None:
    answered(d.approves, d.approved(), "issue/")
    assert answered(d.approves, d.paper, "correct/", reason="A slip") == 302
    d.fresh().send(by=d.author)
    assert answered(d.approves, d.paper, "approve/") == 409
