"""The demo force goes in by the door of real files, and its figures on the paper's day are the printed ones."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils.timezone import localdate, now
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker

from change.benefits.choices import BenefitStatus
from change.benefits.due import NEVER, UNPROVEN
from change.benefits.models import Benefit
from change.governance.models import Action
from change.portfolio.models import Programme, Project
from change.reviews.comparing import Why, comparison
from change.reviews.models import BenefitsReview
from people.models import PostingConstraint
from people.workforce.models import Person, User
from tests.base import person
from tests.demo.reader import Reader
from welfare.models import (
    AccessToWorkChange,
    Adjustment,
    AdjustmentChange,
    AssessmentChange,
    DyslexiaReferralChange,
    PassportChange,
    RecruitmentNoticeChange,
)
from wmp.board.computing import compute_traced
from wmp.board.disclosure.protect import told
from wmp.board.disclosure.rule import Rule
from wmp.board.disclosure.sheet import Sheet
from wmp.board.models import Edition, Paper, Result, Run
from wmp.board.paper import FIGURES, SECTIONS
from wmp.board.papers.content import TREND, Content
from wmp.board.papers.data import as_csv, as_json
from wmp.board.papers.reading_again import of_other_days
from wmp.board.runs import outcome
from wmp.board.trends import trend_of
from wmp.demo import benefit_stories, papers, portfolio
from wmp.demo import published as printed
from wmp.demo.cast import CAST, PASSWORD, STUDENT
from wmp.lib.naming import NamingKey
from wmp.lib.working_days import is_working_day

DAY = date(2022, 4, 1)
PRINTED: dict[str, dict[tuple[str, str], Decimal]] = {}
for key, row, column, value in printed.rows():
    PRINTED.setdefault(key, {})[row, column] = Decimal(value)
# docs/2022-paper.md says why.
OURS = {
    ("people.retention_by_entry_route", "PEQF total", "Retention"): Decimal("94.6"),
    ("people.specials_hours", "2021-12", "Hours per special"): Decimal("20.5"),
    ("people.specials_hours", "2022-01", "Hours per special"): Decimal("24.2"),
    ("welfare.assaults", "S20", "Per month"): Decimal("14.3"),
    ("welfare.assaults", "No injury", "Per month"): Decimal("124.4"),
    ("change.sms_survey", "Average month", "Cost per response"): Decimal("0.33"),
}
# Printed in whole per cent where ours has a decimal.
WHOLE = {"change.benefits_by_department"}


ABSENCE = ("Psychological disorders", "COVID")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo force, loaded once for these tests, in a transaction that is taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("make_demo_force", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def issued(loaded: None, django_db_blocker: DjangoDbBlocker) -> dict[tuple[date, str], Content]:
    """The demo force's papers, issued from figures of their days. A run of its own is for no transaction."""
    with django_db_blocker.unblock():
        for meeting in papers.MEETINGS:
            attempt = Run.objects.create(day=meeting.day).attempts.create(
                number=1, snapshot="-", shown=True, finished_at=now()
            )
            for key, figure in FIGURES.items():
                computed = compute_traced(figure, meeting.day)
                trend = trend_of(figure, meeting.day, computed.grid)
                Result.objects.create(attempt=attempt, key=key, **outcome(computed, trend))
        assert papers.tell() == 4
        editions = Edition.objects.unscoped().select_related("paper")
        return {(each.paper.meeting_on, each.audience): Content.from_json(each.content) for each in editions}


def places(key: str, column: Any) -> int:
    return 0 if key in WHOLE else column.decimals


@pytest.mark.parametrize("key", PRINTED)
def test_a_figure_on_the_papers_day_is_as_printed(loaded: None, key: str) -> None:
    grid = FIGURES[key].table(DAY).compute()
    computed = {(row.label, column.label): cell.rounded(places(key, column)) for row, column, cell in grid}
    expected = {cell: OURS.get((key, *cell), value) for cell, value in PRINTED[key].items()}
    assert {cell: computed.get(cell) for cell in expected} == expected
    assert not grid.failures


def test_assaults_step_where_the_paper_says_and_nowhere_else(loaded: None) -> None:
    grid = FIGURES["welfare.assault_series"].table(DAY).compute()
    steps = {
        (row.label, column.label): cell.rounded(1)
        for row, column, cell in grid
        if column.label.endswith("step change") and cell.value is not None
    }
    assert steps == {
        ("2021-04", "With injury, step change"): Decimal("26.8"),
        ("2021-06", "Without injury, step change"): Decimal("25.5"),
    }


def test_psychological_disorders_stay_near_a_quarter_and_covid_peaks_in_january(loaded: None) -> None:
    grid = FIGURES["welfare.absence_reasons"].table(DAY).compute()
    months = [column.label for column in grid.columns]
    assert months[0] == "2021-04" and months[-1] == "2022-03"
    shares = {name: [grid.cell(name, month).rounded(1) or 0 for month in months] for name in ABSENCE}
    assert all(23 <= share <= 27 for share in shares["Psychological disorders"])
    assert max(shares["COVID"]) == Decimal("25.5") == shares["COVID"][months.index("2022-01")]


def test_attendance_lies_between_pcsos_and_officers_and_rises_from_january(loaded: None) -> None:
    grid = FIGURES["welfare.attendance"].table(DAY).compute()
    march = {row.label: grid.cell(row.label, "2022-03").value or 0 for row in grid.rows}
    assert min(march, key=march.__getitem__) == "PCSO" and max(march, key=march.__getitem__) == "Police Officer"
    everybody = {column.label: grid.cell("All", column.label).value or 0 for column in grid.columns}
    assert min(everybody, key=everybody.__getitem__) == "2022-01"


def test_the_retention_totals_are_of_one_population_each(loaded: None) -> None:
    grid = FIGURES["people.retention_by_entry_route"].table(DAY).compute()
    shares = {row.label: (cell.n, cell.d) for row, column, cell in grid if column.label == "Retention"}
    assert shares["PEQF total"] == (1704 - 92, 1704)
    assert shares["Total with comparator"] == (2007 - 120, 2007)


def test_nobody_of_the_story_works_on_a_sunday(loaded: None) -> None:
    changes: list[Any] = [PassportChange, AdjustmentChange, RecruitmentNoticeChange, DyslexiaReferralChange]
    for model in (*changes, AssessmentChange, AccessToWorkChange):
        days = {localdate(at) for at in model.objects.unscoped().exclude(by=None).values_list("at", flat=True)}
        assert days and all(map(is_working_day, days)), model


def test_a_renewed_passport_says_what_helps_and_a_posting_respects_what_was_agreed(loaded: None) -> None:
    renewed = Adjustment.objects.unscoped().filter(passport__status="renewed")
    assert renewed.filter(status="reviewed").exists() and not renewed.filter(status="in place").exists()
    assert PostingConstraint.objects.unscoped().exists()
    given = Adjustment.objects.unscoped().exclude(owner=None)
    assert given.exists() and not given.filter(passport__ra_officer=None).exists()


def test_two_reviews_differ_in_every_way_and_by_what_their_totals_say(loaded: None) -> None:
    earlier, later = (
        BenefitsReview.objects.unscoped().get(name=name) for name in (portfolio.EARLIER, portfolio.REVIEW)
    )
    assert {earlier.status, later.status} == {"frozen"}
    found = comparison(earlier, later, User.objects.get(username="change-manager"))
    parts = [part for each in found.differences for part in each.parts]
    # Amounts are re-baselined; only FTE is merely changed.
    assert {part.why for part in parts} == set(Why) - {Why.NEW_PROGRAMME, Why.OLD_PROGRAMME, Why.CHANGED}
    assert sum(part.amount for part in parts) == Decimal(1234425) - Decimal(164005885)


def test_benefits_stand_at_every_status_and_one_was_claimed_without_proof(loaded: None) -> None:
    benefits = Benefit.objects.unscoped()
    assert set(benefits.values_list("status", flat=True)) == set(BenefitStatus.values)
    assert benefits.filter(UNPROVEN).get().number == benefit_stories.UNPROVEN
    assert benefits.filter(NEVER).count() > 20
    verified = benefits.exclude(verified_on=None).select_related("verified_by", "owner")
    assert verified and all(each.verified_by and each.verified_by != each.owner for each in verified)
    assert set(verified.filter(status="business as usual").values_list("performance_measure", flat=True)) - {""}


def test_projects_and_programmes_closed_between_the_reviews(loaded: None) -> None:
    grid = FIGURES["change.portfolio"].table(date(2020, 10, 20)).compute()
    now = FIGURES["change.portfolio"].table(DAY).compute()
    assert (grid.cell("Total", "Closed").value, now.cell("Total", "Closed").value) == (3, 8)
    assert Programme.objects.unscoped().get(status="closed").name == "People Programme"
    assert not Project.objects.unscoped().filter(manager=None).exists()
    assert Action.objects.unscoped().filter(status="open", due__lt=DAY, owner__username="benefit-owner").count() == 1


def test_a_second_force_is_refused_in_a_sentence(loaded: None) -> None:
    with pytest.raises(CommandError, match="already holds people"):
        call_command("make_demo_force")


def test_where_there_are_people_they_are_left_alone_if_asked(loaded: None) -> None:
    out = StringIO()
    before = Person.objects.unscoped().count()
    call_command("make_demo_force", "--if-empty", stdout=out)
    assert Person.objects.unscoped().count() == before
    assert "left as they are" in out.getvalue()


def test_each_of_the_cast_gets_an_account_once(loaded: None, settings: Settings) -> None:
    settings.DEMO = True
    out = StringIO()
    call_command("demo_accounts", stdout=StringIO())
    call_command("demo_accounts", stdout=out)
    users = {user.username: user for user in User.objects.filter(username__in=[member.username for member in CAST])}
    for member in CAST:
        account = users[member.username]
        assert account.roles == ({member.role} if member.role else set())
        assert account.check_password(PASSWORD)
        assert Person.objects.visible_to(account).filter(account=account).get().employee_number == member.number
        assert member.username in out.getvalue()


def test_the_student_officer_sees_nobody_and_the_sergeant_the_team(loaded: None, settings: Settings) -> None:
    settings.DEMO = True
    call_command("demo_accounts", stdout=StringIO())
    student, sergeant = (User.objects.get(username=name) for name in ("student-officer", "line-manager"))
    assert Person.objects.visible_to(student).count() == 1
    assert Person.objects.visible_to(sergeant).filter(employee_number=STUDENT.number).exists()


def test_accounts_with_a_known_password_are_made_in_demo_mode_only(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo_accounts")


@pytest.mark.django_db
def test_a_force_of_its_own_has_no_cast(settings: Settings) -> None:
    settings.DEMO = True
    person("1", "Sam Smith")
    with pytest.raises(CommandError, match="make_demo_force"):
        call_command("demo_accounts")


def test_the_files_can_be_had_without_a_database(tmp_path: Path) -> None:
    out = StringIO()
    call_command("make_demo_force", "--files", str(tmp_path / "force"), stdout=out)
    names = [line.split(":")[0].rpartition("/")[2] for line in out.getvalue().splitlines()]
    assert names[0] == "workforce.csv"
    assert names.index("reviews.csv") < names.index("financials.csv") < names.index("reviews-frozen.csv")
    assert {path.name for path in (tmp_path / "force").iterdir()} == set(names)


def published(issued: dict[tuple[date, str], Content]) -> list[dict[str, Any]]:
    """The JSON files of the public editions, as readers get them."""
    return [json.loads(as_json(content)) for (_, audience), content in sorted(issued.items()) if audience == "public"]


def test_its_papers_have_every_section_and_figure(issued: dict[tuple[date, str], Content]) -> None:
    for content in issued.values():
        assert [section.key for section in content.sections] == [section.key for section in SECTIONS]
        assert {figure.key for figure in content.placed} == set(FIGURES)
    texts = {path.stem for path in (papers.TEXTS / "2022-04-26").iterdir()}
    assert texts == {section.key for section in SECTIONS}


def test_no_sentence_of_its_papers_is_left_from_another_day(issued: dict[tuple[date, str], Content]) -> None:
    assert [of_other_days(content) for content in issued.values()] == [[]] * len(issued)


def test_the_public_paper_withholds_and_the_restricted_one_does_not(issued: dict[tuple[date, str], Content]) -> None:
    withheld = {
        key: sum(bool(cell.withheld) for figure in content.placed for _, _, cell in figure.grid)
        for key, content in issued.items()
    }
    assert {count > 0 for (_, audience), count in withheld.items() if audience == "public"} == {True}
    assert {count for (_, audience), count in withheld.items() if audience == "restricted"} == {0}


def test_a_second_secretary_approved_them_and_the_next_is_begun(issued: dict[tuple[date, str], Content]) -> None:
    made = Paper.objects.unscoped().order_by("meeting_on")
    assert [(each.author.username, each.approved_by and each.approved_by.username) for each in made] == [
        ("board-secretary", "deputy-secretary"),
        ("board-secretary", "deputy-secretary"),
        ("board-secretary", None),
    ]


def test_a_reader_of_the_public_papers_finds_no_withheld_count(issued: dict[tuple[date, str], Content]) -> None:
    """Alone and together: at least four values remain of each, whatever he makes of all that is printed."""
    files = published(issued)
    for read in ([files[0]], [files[1]], files):
        values = Reader(read).values()
        assert len(values) > 50
        assert {place: found for place, found in values.items() if len(found) < 4} == {}


def without_audit(content: Content) -> Content:
    """A restricted edition under the rule for each cell, and nothing more."""
    people = {key: figure for key, figure in content.figures.items() if figure.about_people}
    tables = {key: figure.grid for key, figure in people.items()}
    tables |= {TREND.format(key): figure.trend for key, figure in people.items() if figure.trend}
    grids = told(Sheet(tables, Rule(), NamingKey(b"a secret of the tests"))).grids
    ruled = {
        key: replace(figure, grid=grids[key], trend=grids.get(TREND.format(key))) for key, figure in people.items()
    }
    return replace(content, figures={**content.figures, **ruled})


def test_he_does_find_some_in_papers_that_nobody_audited(issued: dict[tuple[date, str], Content]) -> None:
    """Else he could not find any that the audit overlooked: in the tables, and in the trends."""
    exact = [content for (_, audience), content in sorted(issued.items()) if audience == "restricted"]
    values = Reader([json.loads(as_json(without_audit(content))) for content in exact]).values()
    assert [place for place, found in values.items() if len(found) < 4]


def test_the_csv_file_says_what_the_json_file_says(issued: dict[tuple[date, str], Content]) -> None:
    content = issued[date(2022, 4, 26), "public"]
    rows = list(csv.DictReader(as_csv(content).decode().splitlines()))
    of_json = [
        (each["figure"], cell["row"], cell["column"], cell["withheld"])
        for each in json.loads(as_json(content))["figures"]
        for cell in each["table"]["cells"]
    ]
    of_csv = [(each["figure"], each["row"], each["column"], bool(each["withheld"])) for each in rows]
    assert [each for each in of_csv if not each[0].endswith(": five years")] == of_json
    assert not [
        each for each in rows if each["withheld"] and (each["value"] or each["numerator"] or each["denominator"])
    ]
