"""Between two runs: which cells differ, what moved each, and the records that did."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from people.roles import Role
from people.workforce.models import Post, SpecialDuty, StaffType
from tests.base import Cast, declared, person, post, probation
from tests.board.lineage.conftest import Read
from tests.board.lineage.runs import HOURS, MINORITY, RETENTION, SPECIALS, asked, computed
from welfare.wellbeing.models import Assault
from wmp.board.models import Definition, Result
from wmp.board.naming import naming_key
from wmp.board.printing import grouped

pytestmark = pytest.mark.django_db

MARCH, APRIL = "2022-03-31", "2022-04-01"
PAIR, NOW = asked(MARCH, APRIL), asked(APRIL, f"{APRIL}-now")
# The request's transaction is a savepoint within the test's: two statements more than in life.
SAVEPOINT = 2
# What the filters of a list of posts offer: asked for once, then known for a while.
CHOICES = 2
# To compute this figure: its two tables, for their numbers and for the records behind them.
AFRESH = 4


@pytest.fixture
def moved(specials: list[Post]) -> None:
    """A run, then two specials come and one goes, then another run."""
    computed(date(2022, 3, 31))
    Post.objects.unscoped().filter(pk=specials[0].pk).update(ended=date(2022, 2, 20))
    for number in ("L1", "L2"):
        post(person(number, "New Comer"), staff_type=StaffType.SPECIAL, started=date(2022, 2, 1))
    computed()


def test_the_run_before_is_what_it_begins_with(moved: None, read: Read) -> None:
    for query in ({}, {"to": APRIL}, PAIR):
        page = read("moved", HOURS, **query)
        assert "From 31 March 2022 to 1 April 2022" in page and "Numbers that differ" in page


def test_of_one_run_there_is_none_before(specials: list[Post], read: Read) -> None:
    computed()
    assert "There is no run before this one" in read("moved", HOURS)


def test_each_link_says_what_it_is_of_to_who_hears_links_alone(specials: list[Post], read: Read) -> None:
    computed(date(2022, 2, 1))
    computed()
    page = read("moved", HOURS, **asked("2022-02-01", APRIL))
    assert '>New<span class="govuk-visually-hidden">: March 2022, Specials</span></a>' in page
    assert '>Gone<span class="govuk-visually-hidden">: September 2021, Specials</span></a>' in page


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Decimal(100) / 27, "3.7037"), (Decimal("-1234.5"), "-1,234.5"), (Decimal("-0.00001"), "0"), (0, "0"),
        (None, ""), (1_000_000, "1,000,000"),
    ],
)  # fmt: skip
def test_a_number_that_does_not_end_is_told_to_four_decimals(number: Decimal | int | None, said: str) -> None:
    assert grouped(number) == said


def test_a_cell_is_split_into_who_came_and_who_went(moved: None, read: Read) -> None:
    page = read("why", HOURS, **asked(MARCH, APRIL, row="2022-02", column="Specials"))
    for words in ("What moved the number", ">Joined</th>", ">Left</th>", "+2", "-1", "app-waterfall"):
        assert words in page


def test_the_records_that_moved_it_are_a_register(moved: None, read: Read) -> None:
    cell = asked(MARCH, APRIL, row="2022-02", column="Specials", part="n")
    everybody = read("moves", HOURS, **cell)
    assert "You may see 3 of the 3 records behind this change" in everybody
    joined = read("moves", HOURS, **cell, way="joined")
    assert "You may see 2 of the 2 records" in joined and "Comer" in joined and "Stays0" not in joined


def test_the_register_shows_nobody_whom_its_reader_may_not_see(moved: None, cast: Cast, client: Client) -> None:
    client.force_login(cast.of(Role.BOARD_SECRETARY))
    cell = asked(MARCH, APRIL, row="2022-02", column="Specials", part="n")
    page = client.get(reverse("board:moves", args=[HOURS]), cell).content.decode()
    assert "You may see 0 of the 3 records behind this change" in page and "Comer" not in page


def test_a_share_says_what_its_value_moved_by(cast: Cast, read: Read) -> None:
    trainees = [probation(person(f"P{n}")) for n in range(4)]
    computed(date(2022, 3, 31))
    type(trainees[0]).objects.unscoped().filter(pk=trainees[0].pk).update(outcome="left", ended_on=date(2022, 3, 1))
    computed()
    page = read("why", RETENTION, **asked(MARCH, APRIL, row="PCDA", column="Retention"))
    assert "100.0%" in page and "80.0%" in page and "-20.00 points" in page
    assert ">Went to the rest of the whole</th>" in page and "-20.00 points" in page
    assert "Denominator: 5 before, 5 after. The same records add the same." in page


def test_what_people_declared_is_split_and_not_listed(cast: Cast, reader: Client, read: Read) -> None:
    declared(cast.alice.person, ethnicity="W1")
    computed(date(2022, 3, 31))
    declared(cast.bob.person, ethnicity="A1")
    computed()
    cell = asked(MARCH, APRIL, row="Police Officer", column="2022-01-01")
    page = read("why", MINORITY, **cell)
    assert "What moved the numerator" in page and "Which records moved is not listed" in page
    assert reader.get(reverse("board:moves", args=[MINORITY]), {**cell, "part": "n"}).status_code == 404


def test_a_quotient_has_the_records_of_both_columns(specials: list[Post], read: Read) -> None:
    duty = SpecialDuty.objects.create(person=specials[0].person, month=date(2022, 3, 1), hours=12)
    computed(date(2022, 3, 31))
    SpecialDuty.objects.unscoped().filter(pk=duty.pk).update(hours=18)
    computed(date(2022, 4, 1))
    page = read("why", HOURS, **asked("2022-04-01", "2022-04-01-now", row="2022-03", column="Hours per special"))
    assert "Numerator: 18 before, 18 after." in page and "Denominator: 3 before, 3 after." in page


def test_a_number_made_of_others_says_which_to_open(cast: Cast, client: Client) -> None:
    """Per cent of all assaults: no sum of records."""
    Assault.objects.create(crime_number="C1", occurred_on=date(2022, 3, 2), offence="S47")
    computed(date(2022, 3, 31), ["welfare.assaults"])
    computed(keys=["welfare.assaults"])
    client.force_login(cast.of(Role.WELFARE_LEAD))
    cell = asked(MARCH, APRIL, row="S47", column="Share of all assaults")
    page = client.get(reverse("board:why", args=["welfare.assaults"]), cell).content.decode()
    assert "This number is worked out from others of the table." in page


def test_a_definition_that_changed_is_said(moved: None, read: Read) -> None:
    Definition.objects.create(key=HOURS, version="0ld0ne00", words="Otherwise.", statements=["SELECT 1"])
    Result.objects.unscoped().filter(key=HOURS, attempt__run__day=MARCH).update(version="0ld0ne00")
    assert "The definition changed between the two" in read("moved", HOURS, **PAIR)
    page = read("definitions", HOURS)
    assert "Otherwise." in page and "which records are counted, and how" in page


@pytest.mark.parametrize(
    "query",
    [
        {"from": "yesterday"},
        {"from": "2022-13-01"},
        {"from": MARCH, "to": "2022-04-01-soon"},
        {"since": MARCH},
        {"from": "２０２２-03-31"},
    ],
)
def test_what_names_no_state_is_refused(query: dict[str, str], moved: None, reader: Client) -> None:
    assert reader.get(reverse("board:moved", args=[HOURS]), query).status_code == 400


@pytest.mark.parametrize("day", ["2022-01-01", "2022-04-01-9", "2022-01-01-now"])
def test_a_state_that_was_never_computed_is_not_found(day: str, moved: None, reader: Client) -> None:
    assert reader.get(reverse("board:moved", args=[HOURS]), asked(day, APRIL)).status_code == 404


@pytest.mark.parametrize("cell", [{}, {"row": "2022-03"}, {"row": "2022-03", "column": "Nonsense"}])
def test_a_cell_that_neither_has_is_not_found(cell: dict[str, str], moved: None, reader: Client) -> None:
    assert reader.get(reverse("board:why", args=[HOURS]), {**PAIR, **cell}).status_code == 404


@pytest.mark.parametrize(
    ("name", "query", "queries"),
    [
        ("moved", PAIR, 7),
        ("moved", NOW, 7 + AFRESH),
        ("why", {**PAIR, **SPECIALS}, 5),
        ("moves", {**PAIR, "row": "2022-02", "column": "Specials", "part": "n"}, 8 + CHOICES),
        ("records", SPECIALS, 8 + CHOICES),
        ("definitions", {}, 5),
    ],
)
def test_a_page_asks_few_questions(
    name: str,
    query: dict[str, str],
    queries: int,
    moved: None,
    reader: Client,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        naming_key()  # a process asks for it once
    with django_assert_max_num_queries(queries + SAVEPOINT):
        reader.get(reverse(f"board:{name}", args=[APRIL, HOURS] if name == "records" else [HOURS]), query)
