"""An issue freezes what was approved, once, for two audiences; nothing alters it afterwards."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.db import IntegrityError, connection, transaction

from people.roles import Role
from tests.base import DAY, Cast
from tests.board.papers.drafts import PROMOTION, Desk, a_run, answered, attendance, desk, page, promotion
from tests.together import at_once
from wmp.board.disclosure.rule import Rule
from wmp.board.models import Attempt, Definition, Edition, EditionFile, Paper, Prepared, PublishedValue, Result
from wmp.board.paper import FIGURES
from wmp.board.papers.content import Content, digest_of
from wmp.board.papers.issuing import figures_of, issue, made
from wmp.board.papers.making import FORMATS
from wmp.board.papers.quoting import WITHHELD_NUMBER
from wmp.board.papers.starting import begin
from wmp.board.papers.tasks import prepare_paper
from wmp.lib.alerts import Alert
from wmp.lib.grids import Cell, Column, Grid, Kind, Row
from wmp.lib.outbox import OutboxMessage
from wmp.lib.workflow import StaleMove

FEW = "Of {people.promotion_success: PC to Sgt Spring 2020 / Success / numerator} who passed."


@pytest.fixture
def d(cast: Cast) -> Desk:
    return desk(cast, attempt=a_run(promotion=promotion(8)))


def another(d: Desk) -> Desk:
    """Another paper at the same desk."""
    about = {"title": "P", "meeting": "M", "meeting_on": DAY, "attempt": d.paper.attempt}
    return replace(d, paper=begin(Paper(**about), by=d.author))


def editions(d: Desk) -> dict[str, Edition]:
    """The latest of each audience."""
    found = Edition.objects.unscoped().filter(paper=d.paper).order_by("number")
    return {each.audience: each for each in found}


def text_of(edition: Edition, key: str) -> str:
    content = Content.from_json(edition.content)
    blocks = next(section.blocks for section in content.sections if section.key == key)
    return " ".join("".join(each.text for each in block.inlines) for block in blocks)


@pytest.mark.django_db
def test_two_editions_say_the_same_text_with_their_own_numbers(d: Desk) -> None:
    d.write(FEW + "\n\n{people.promotion_success}", key="promotion")
    issue(d.approved(), by=d.author)
    found = editions(d)
    assert text_of(found["restricted"], "promotion").strip() == "Of 4 who passed."
    assert text_of(found["public"], "promotion").strip() == f"Of {WITHHELD_NUMBER} who passed."
    for edition in found.values():
        assert edition.digest == digest_of(Content.from_json(edition.content))
        assert (edition.approved_by, edition.issued_by, edition.number) == (d.second, d.author, 1)
    assert found["public"].decisions


@pytest.mark.django_db
def test_a_section_left_out_and_figures_that_nothing_uses_are_in_no_edition(d: Desk) -> None:
    section = d.section("budgeting")
    section.left_out = True
    section.save()
    issue(d.approved(), by=d.author)
    content = Content.from_json(editions(d)["restricted"].content)
    assert "budgeting" not in [each.key for each in content.sections]
    assert set(content.figures) == {"welfare.attendance", "people.promotion_success"}


@pytest.mark.django_db
def test_files_are_asked_for_and_readers_told_in_the_same_transaction(d: Desk) -> None:
    paper = d.approved()
    reader = d.cast.of(Role.BOARD_READER)
    with transaction.atomic():
        issue(paper, by=d.author)
        transaction.set_rollback(True)
    assert not EditionFile.objects.unscoped().exists()
    assert not Alert.objects.visible_to(reader).exists()
    issue(d.fresh(), by=d.author)
    public = editions(d)["public"]
    assert Alert.objects.visible_to(reader).get().path == f"/papers/editions/{public.pk}/"
    assert EditionFile.objects.unscoped().count() == 2 * len(FORMATS)
    assert OutboxMessage.objects.filter(task__endswith="build_edition", arguments=[public.pk]).exists()


@pytest.mark.django_db
def test_the_page_that_asks_says_what_is_withheld_and_why(d: Desk) -> None:
    d.write(FEW, key="promotion")
    d.approved()
    text = d.writes.get(page(d.paper, "issue/")).content.decode()
    assert "Numbers of people under 10 are withheld" in text
    assert "Promotion success: " in text
    assert "“Promotion”: 1 quoted number" in text


@pytest.mark.django_db
def test_a_second_click_says_that_it_is_issued(d: Desk) -> None:
    paper = d.approved()
    seen = d.writes.get(page(paper, "issue/")).context["form"].initial["seen"]
    assert d.writes.post(page(paper, "issue/"), {"seen": seen}).status_code == 302
    again = d.approves.post(page(paper, "issue/"), {"seen": seen})
    assert again.status_code == 409
    assert "This paper is issued now." in again.content.decode()
    assert Edition.objects.unscoped().filter(paper=paper).count() == 2


@pytest.mark.django_db
def test_a_draft_and_a_page_opened_before_it_changed_issue_nothing(d: Desk) -> None:
    assert d.writes.post(page(d.paper, "issue/"), {"seen": "draft:0"}).status_code == 409
    paper = d.approved()
    seen = d.writes.get(page(paper, "issue/")).context["form"].initial["seen"]
    d.fresh().send_back(by=d.second, reason="Not yet")
    d.approved()
    assert d.writes.post(page(paper, "issue/"), {"seen": seen}).status_code == 409
    assert not Edition.objects.unscoped().filter(paper=paper).exists()


@pytest.mark.django_db
def test_what_was_approved_is_read_afresh(d: Desk) -> None:
    """A copy of the paper in memory, from before it went back and took another run."""
    old = d.approved()
    d.fresh().send_back(by=d.second, reason="A newer run")
    later = a_run(attendance=attendance(1900))
    d.fresh().choose_run(later, by=d.author)
    d.approved()
    issue(old, by=d.author)
    assert {each.attempt for each in editions(d).values()} == {later}
    content = Content.from_json(editions(d)["restricted"].content)
    assert content.figures["welfare.attendance"].grid.cell("All", "2022-03").n == 1900


@pytest.mark.django_db
def test_what_the_approver_reads_is_prepared_and_issued_to_the_letter(d: Desk) -> None:
    assert answered(d.writes, d.paper, "send/") == 302
    assert OutboxMessage.objects.filter(task__endswith="prepare_paper", arguments=[d.paper.pk]).exists()
    for _ in range(2):
        prepare_paper(d.paper.pk)
    kept = Prepared.objects.unscoped().get()
    d.fresh().approve(by=d.second)
    issue(d.fresh(), by=d.author)
    found = editions(d)
    assert (found["restricted"].content, found["public"].content) == (kept.restricted, kept.public)
    assert not Prepared.objects.unscoped().exists()


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["text", "run", "trend", "another edition"])
def test_what_was_prepared_before_a_change_is_made_anew(d: Desk, change: str) -> None:
    made(d.paper)
    before = Prepared.objects.unscoped().get().key
    if change == "text":
        d.write("Other words")
    elif change == "run":
        d.paper.choose_run(a_run(attendance=attendance(1900)), by=d.author)
    elif change == "trend":
        of_years(d.paper.attempt, 31, 32)
    else:
        other = another(d)
        issue(other.approved(), by=other.author)
    made(d.fresh())
    assert Prepared.objects.unscoped().get().key != before


def of_years(attempt: Attempt, *applicants: int) -> Grid:
    """The run has a trend of promotions, of these numbers in the latest years."""
    rows = [Row(f"{year}-04-01") for year in range(2023 - len(applicants), 2023)]
    grid = Grid(rows, [Column("Applicants", kind=Kind.COUNT)], [[Cell(n, None, n)] for n in applicants])
    result = Result.objects.unscoped().filter(attempt=attempt, key=PROMOTION)
    result.update(stored_trend={"grid": grid.to_json(), "places": {}})
    return grid


@pytest.mark.django_db
def test_the_trends_of_a_paper_are_those_of_its_run_and_under_the_rule(d: Desk) -> None:
    exact = of_years(d.paper.attempt, 3, 32)
    d.write("{people.promotion_success}", key="promotion")
    issue(d.approved(), by=d.author)
    told = {name: Content.from_json(each.content).figures[PROMOTION].trend for name, each in editions(d).items()}
    assert told["restricted"] and told["restricted"].to_json() == exact.to_json()
    assert told["public"]
    assert [(bool(cell.withheld), cell.value) for _, _, cell in told["public"]] == [(True, None), (False, 30)]


@pytest.mark.django_db
def test_what_was_published_between_preview_and_issue_alters_nothing(d: Desk) -> None:
    of_years(d.paper.attempt, 31, 32)
    d.write("{people.promotion_success}", key="promotion")
    paper = d.approved()
    before = made(paper)
    where = {"figure": PROMOTION, "row": "Grand Total", "column": "Success", "source": "Board paper, 2020"}
    PublishedValue.objects.create(**where, day=date(2020, 3, 1), value=50)
    issue(paper, by=d.author)
    issued = editions(d)
    assert issued["restricted"].digest == digest_of(before.restricted)
    assert issued["public"].digest == digest_of(before.public)


@pytest.mark.django_db
@pytest.mark.parametrize("kept", [True, False])
def test_a_paper_of_a_run_that_kept_no_trends_says_so_before_it_is_issued(d: Desk, kept: bool) -> None:
    Result.objects.unscoped().update(stored_trend={} if kept else None)
    d.approved()
    told = "computed before runs kept trends" in d.writes.get(page(d.paper, "issue/")).content.decode()
    assert told is not kept


@pytest.mark.django_db
def test_what_an_older_rule_or_audit_prepared_is_made_anew(d: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made(d.paper)
    before = Prepared.objects.unscoped().get().key
    monkeypatch.setattr("wmp.board.papers.issuing.Rule", lambda: Rule(version=Rule().version + 1))
    made(d.fresh())
    assert Prepared.objects.unscoped().get().key != before


@pytest.mark.django_db
def test_a_draft_is_not_prepared_by_the_job(d: Desk) -> None:
    prepare_paper(d.paper.pk)
    prepare_paper(0)
    assert not Prepared.objects.unscoped().exists()


ALTERATIONS: list[Any] = [
    lambda edition: edition.save(),
    lambda edition: edition.delete(),
    lambda edition: Edition.objects.unscoped().filter(pk=edition.pk).update(content={}),
    lambda edition: Edition.objects.unscoped().filter(pk=edition.pk).delete(),
    lambda edition: sql("UPDATE board_edition SET content = '{}' WHERE id = %s", edition.pk),
    lambda edition: sql("DELETE FROM board_edition WHERE id = %s", edition.pk),
]


def sql(statement: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])


@pytest.mark.django_db
@pytest.mark.parametrize("alter", ALTERATIONS)
def test_nothing_alters_an_issued_edition(d: Desk, alter: Any) -> None:
    edition = issue(d.approved(), by=d.author)[0]
    with pytest.raises(IntegrityError, match="never altered"), transaction.atomic():
        alter(edition)
    assert not {Edition, Paper} & set(admin.site._registry)


@pytest.mark.django_db
def test_a_later_run_and_a_correction_leave_it_as_it_was(d: Desk) -> None:
    d.write("It was {welfare.attendance: All / March 2022}.\n\n{welfare.attendance}")
    first = {each.pk: each.digest for each in issue(d.approved(), by=d.author)}
    a_run(attendance=attendance(1700))
    Result.objects.unscoped().filter(attempt=d.paper.attempt).update(stored_grid=attendance(1500).to_json())
    d.fresh().correct(by=d.author, reason="March was wrong.")
    d.write("Changed")
    for edition in Edition.objects.unscoped().filter(pk__in=first):
        assert digest_of(Content.from_json(edition.content)) == edition.digest == first[edition.pk]
        assert "It was 94.00%." in text_of(edition, "attendance") or edition.audience == "public"


@pytest.mark.django_db
def test_a_correction_is_a_further_edition_with_its_differences(d: Desk) -> None:
    issue(d.approved(), by=d.author)
    d.fresh().correct(by=d.author, reason="March was wrong.")
    d.fresh().choose_run(a_run(attendance=attendance(1900), promotion=promotion(8)), by=d.author)
    d.write("New words.\n\n{welfare.attendance}")
    issue(d.approved(), by=d.author)
    restricted, public = (editions(d)[audience] for audience in ("restricted", "public"))
    assert restricted.corrects
    assert (restricted.number, restricted.corrects.number, restricted.why) == (2, 1, "March was wrong.")
    assert "Section “Attendance”: the text was changed" in restricted.differences
    assert "“Attendance”, All, March 2022: 94.00% → 95.00%" in restricted.differences
    assert Content.from_json(public.content).differences == public.differences
    assert public.corrects
    assert public.corrects.audience == "public"


@pytest.mark.django_db
def test_the_public_differences_tell_no_withheld_number(d: Desk) -> None:
    issue(d.approved(), by=d.author)
    d.fresh().correct(by=d.author, reason="One more came.")
    d.fresh().choose_run(a_run(promotion=promotion(6)), by=d.author)
    issue(d.approved(), by=d.author)
    found = editions(d)
    assert "“Promotion success”, Grand Total, Applicants: 8 → 6" in found["restricted"].differences
    assert not [line for line in found["public"].differences if "Promotion" in line]


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_the_same_moment_make_one_issue(cast: Cast) -> None:
    d = desk(cast)
    paper = d.approved()
    copies = [Paper.objects.unscoped().get(pk=paper.pk) for _ in range(2)]
    said = at_once(lambda: issue(copies[0], by=d.author), lambda: issue(copies[1], by=d.second))
    assert [type(each) for each in said if each] == [StaleMove]
    assert Edition.objects.unscoped().filter(paper=paper).count() == 2
    assert paper.attempt.run.day == DAY
    assert answered(d.writes, paper, "issue/") == 409


@pytest.mark.django_db
def test_a_figure_says_what_it_counted_when_it_was_computed(d: Desk) -> None:
    """The words of the version by which it was counted, whatever the definition says today."""
    key, attempt = "people.promotion_success", d.paper.attempt
    assert figures_of(attempt)[key].definition == FIGURES[key].definition
    Result.objects.unscoped().filter(attempt=attempt, key=key).update(version="0ld")
    Definition.objects.create(key=key, version="0ld", words="Counted the old way.", statements=[])
    assert figures_of(attempt)[key].definition == "Counted the old way."
