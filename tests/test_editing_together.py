"""Two people edit one record: what both changed is asked about, the rest is put together, and nothing typed is lost."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from change.models import BenefitsReview, FinancialLine, Programme, Project
from people.roles import Role
from people.workforce.models import User
from tests.base import Cast, opened_with, user
from tests.together import at_once
from welfare.cases.entries import Entry
from welfare.cases.forms import CaseForm
from welfare.cases.models import WelfareCase

pytestmark = pytest.mark.django_db

ASKS = "Which version do you want to keep?"


@pytest.fixture
def theirs(cast: Cast) -> Client:
    """The first of two change managers, who saves while the second has the form open."""
    return signed_in(user("first", Role.CHANGE_MANAGER), "Asha", "Khan")


@pytest.fixture
def mine(cast: Cast) -> Client:
    """The second one."""
    return signed_in(cast.of(Role.CHANGE_MANAGER), "Moses", "Mine")


def signed_in(account: User, first: str, last: str) -> Client:
    account.first_name, account.last_name = first, last
    account.save()
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def line(cast: Cast) -> FinancialLine:
    """A line of a review: choices from records, a choice from a list, whole numbers and money."""
    review = BenefitsReview.objects.create(name="ABR", as_at=date(2022, 4, 1), first_year=2022, last_year=2026)
    project = Project.objects.create(name="Connect", limb="improve", started_on=date(2022, 1, 5))
    return FinancialLine.objects.create(
        review=review, project=project, kind="capital", financial_year=2022, planned=Decimal("1000.50")
    )


def line_data(line: FinancialLine, **changed: Any) -> dict[str, Any]:
    untouched = {
        "review": line.review_id,
        "programme": "",
        "project": line.project_id,
        "kind": "capital",
        "financial_year": "2022",
        "planned": "1000.50",
        "forecast": "",
        "actual": "",
    }
    return {**untouched, **changed}


def address_of(record: Any) -> str:
    steps = {
        FinancialLine: "reviews/financial-lines",
        Project: "portfolio/projects",
        Programme: "portfolio/programmes",
    }
    return f"/change/{steps[type(record)]}/{record.pk}/change/"


def mark(client: Client, record: Any) -> str:
    return opened_with(client.get(address_of(record)).content.decode())


def words(page: str) -> str:
    """What a page says, on one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


def now(record: Any) -> Any:
    return type(record)._base_manager.get(pk=record.pk)


@pytest.fixture
def both(theirs: Client, mine: Client) -> Callable[..., str]:
    """Both open the form; they save, then I send. Returns the page I get."""

    def edit(record: Any, first: dict[str, Any], second: dict[str, Any]) -> str:
        opened = mark(mine, record)
        assert theirs.post(address_of(record), {**first, "opened_with": mark(theirs, record)}).status_code == 302
        return mine.post(address_of(record), {**second, "opened_with": opened}, follow=True).content.decode()

    return edit


def test_one_alone_saves_at_once(mine: Client, line: FinancialLine) -> None:
    sent = line_data(line, planned="£2,000", opened_with=mark(mine, line))
    assert mine.post(address_of(line), sent).status_code == 302
    assert now(line).planned == 2000


def test_different_fields_are_put_together_and_it_is_said(both: Callable[..., str], line: FinancialLine) -> None:
    page = words(both(line, line_data(line, planned="2000"), line_data(line, actual="7")))
    assert (now(line).planned, now(line).actual) == (2000, 7)
    assert re.search(r"saved\. Asha Khan saved this at \d\d:\d\d\. Kept as it is there: Planned\.", page)


def test_the_same_field_is_asked_about_with_both_versions(both: Callable[..., str], line: FinancialLine) -> None:
    page = both(line, line_data(line, planned="2000"), line_data(line, planned="3,000"))
    assert ASKS in page and now(line).planned == 2000
    assert re.search(r"Planned, saved by Asha Khan at \d\d:\d\d £2,000 ", words(page))
    assert 'value="3,000"' in page and "Error" not in page


@pytest.mark.parametrize(("decision", "stands"), [("mine", 3000), ("theirs", 2000)])
def test_the_second_decides(
    decision: str, stands: int, both: Callable[..., str], mine: Client, line: FinancialLine
) -> None:
    page = both(line, line_data(line, planned="2000"), line_data(line, planned="3000", actual="7"))
    sent = line_data(line, planned="3000", actual="7", which_planned=decision, opened_with=opened_with(page))
    assert mine.post(address_of(line), sent).status_code == 302
    assert (now(line).planned, now(line).actual) == (stands, 7)


def test_without_a_decision_it_is_asked_again(both: Callable[..., str], mine: Client, line: FinancialLine) -> None:
    page = both(line, line_data(line, planned="2000"), line_data(line, planned="3000"))
    response = mine.post(address_of(line), line_data(line, planned="3000", opened_with=opened_with(page)))
    assert response.status_code == 409 and "Planned: choose which to keep" in response.content.decode()
    assert 'value="3000"' in response.content.decode() and now(line).planned == 2000


def test_writing_what_they_wrote_settles_it(both: Callable[..., str], mine: Client, line: FinancialLine) -> None:
    page = both(line, line_data(line, planned="2000"), line_data(line, planned="3000", actual="7"))
    sent = line_data(line, planned="£2,000.00", actual="7", opened_with=opened_with(page))
    assert mine.post(address_of(line), sent).status_code == 302
    assert (now(line).planned, now(line).actual) == (2000, 7)


def test_a_third_who_saves_before_the_decision_is_asked_about_too(
    both: Callable[..., str], mine: Client, theirs: Client, line: FinancialLine
) -> None:
    page = both(line, line_data(line, planned="2000"), line_data(line, planned="3000"))
    third = line_data(line, planned="4000", opened_with=mark(theirs, line))
    theirs.post(address_of(line), third)
    sent = line_data(line, planned="3000", which_planned="mine", opened_with=opened_with(page))
    response = mine.post(address_of(line), sent)
    assert response.status_code == 409 and "£4,000" in response.content.decode()
    assert "checked" not in response.content.decode() and now(line).planned == 4000


def test_without_a_mark_of_ours_everything_that_differs_is_asked_about(mine: Client, line: FinancialLine) -> None:
    project = Project._base_manager.get()
    other = Project.objects.create(name="Other", limb="improve")
    for forged in ["", "forged", mark(mine, other)]:
        response = mine.post(address_of(line), line_data(line, planned="1", opened_with=forged))
        assert response.status_code == 409
    assert now(line).planned == Decimal("1000.50") and project.pk == line.project_id


def test_my_own_save_in_another_tab_is_told_as_mine(mine: Client, line: FinancialLine) -> None:
    opened = mark(mine, line)
    mine.post(address_of(line), line_data(line, planned="2000", opened_with=opened))
    page = mine.post(address_of(line), line_data(line, planned="3000", opened_with=opened)).content.decode()
    assert re.search(r"You saved this at \d\d:\d\d\.", words(page))


def test_the_mark_holds_no_values(both: Callable[..., str], line: FinancialLine) -> None:
    page = both(line, line_data(line, planned="2000"), line_data(line, planned="3000"))
    assert re.search(r'name="opened_with"', page)
    assert "2000" not in opened_with(page) and "1000.50" not in opened_with(page)


# --- kinds of fields -------------------------------------------------------------------------------------------------


def project_data(**changed: Any) -> dict[str, Any]:
    untouched = {"name": "Connect", "programme": "", "limb": "improve", "sponsor": "", "started_on_day": "5"}
    dates = {"started_on_month": "1", "started_on_year": "2022", "closed_on_day": "", "closed_on_month": ""}
    return {**untouched, **dates, "closed_on_year": "", **changed}


@pytest.fixture
def project(cast: Cast) -> Project:
    return Project.objects.create(name="Connect", limb="improve", started_on=date(2022, 1, 5))


def test_dates_in_three_boxes_are_compared_as_dates(both: Callable[..., str], project: Project) -> None:
    written_otherwise = project_data(started_on_day="05", started_on_month="Jan", sponsor="Crime")
    both(project, project_data(started_on_day="9"), written_otherwise)
    assert (now(project).started_on, now(project).sponsor) == (date(2022, 1, 9), "Crime")


def test_a_date_that_both_changed_is_asked_about(both: Callable[..., str], mine: Client, project: Project) -> None:
    page = both(project, project_data(started_on_day="9"), project_data(started_on_day="7"))
    assert "9 January 2022" in page and 'name="started_on_day" value="7"' in page
    sent = project_data(started_on_day="7", which_started_on="theirs", opened_with=opened_with(page))
    assert mine.post(address_of(project), sent).status_code == 302
    assert now(project).started_on == date(2022, 1, 9)


def test_a_choice_that_both_changed_is_told_in_its_words(both: Callable[..., str], project: Project) -> None:
    Programme.objects.create(name="Our Data")
    data, tech = Programme._base_manager.get(), Programme.objects.create(name="Our Tech")
    page = words(both(project, project_data(programme=data.pk), project_data(programme=tech.pk)))
    assert re.search(r"Programme, saved by Asha Khan at \d\d:\d\d Our Data Yours", page)


def test_an_error_beside_a_question_keeps_both(both: Callable[..., str], project: Project) -> None:
    page = both(project, project_data(sponsor="Crime"), project_data(sponsor="Force", started_on_day="32"))
    assert ASKS in page and "Start" in page and "must be a real date" in page
    assert 'value="Force"' in page and 'value="32"' in page


# --- at the same moment ----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_three_who_save_one_field_at_once_one_gets_through(cast: Cast, mine: Client, line: FinancialLine) -> None:
    opened = mark(mine, line)
    answers: list[int] = []

    def save(amount: int) -> Callable[[], None]:
        client = Client()
        client.force_login(cast.of(Role.CHANGE_MANAGER))
        sent = line_data(line, planned=amount, opened_with=opened)
        return lambda: answers.append(client.post(address_of(line), sent).status_code)

    assert at_once(save(1), save(2), save(3)) == [None] * 3
    assert sorted(answers) == [302, 409, 409] and now(line).planned in (1, 2, 3)


@pytest.mark.django_db(transaction=True)
def test_of_three_who_save_different_fields_at_once_all_get_through(
    cast: Cast, mine: Client, line: FinancialLine
) -> None:
    opened = mark(mine, line)

    def save(**changed: int) -> Callable[[], object]:
        client = Client()
        client.force_login(cast.of(Role.CHANGE_MANAGER))
        return lambda: client.post(address_of(line), line_data(line, **changed, opened_with=opened))

    assert at_once(save(planned=1), save(forecast=2), save(actual=3)) == [None] * 3
    assert (now(line).planned, now(line).forecast, now(line).actual) == (1, 2, 3)


# --- forms whose save calls a verb -----------------------------------------------------------------------------------


@pytest.fixture
def case(cast: Cast) -> WelfareCase:
    day = date(2022, 4, 1)
    return WelfareCase.objects.create(
        person=cast.bob.person, trigger="self", opened_on=day, first_contact_due=day, themes=["health", "transfer"]
    )


def details(case: WelfareCase, cast: Cast, **sent: Any) -> CaseForm:
    return CaseForm(sent or None, instance=now(case), user=cast.of(Role.WELFARE_LEAD))


def opened_details(case: WelfareCase, cast: Cast) -> str:
    return str(details(case, cast)["opened_with"].value())


UNTOUCHED: dict[str, Any] = {"risk": "", "themes": ["health", "transfer"], "posting_needs": ""}


def test_a_verb_is_given_the_record_as_it_stands(case: WelfareCase, cast: Cast) -> None:
    opened = opened_details(case, cast)
    form = details(case, cast, **{**UNTOUCHED, "risk": "high", "opened_with": opened})
    assert form.is_valid() and set(form.cleaned_data) == {*UNTOUCHED, "next_contact_due"}
    form.save()
    assert Entry._base_manager.get(case=case).text == "Risk of leaving: nothing → High"


def test_several_choices_are_one_answer_whatever_their_order(case: WelfareCase, cast: Cast) -> None:
    opened = opened_details(case, cast)
    WelfareCase._base_manager.filter(pk=case.pk).update(themes=["misconduct"])
    sent = {"themes": ["transfer", "health"], "posting_needs": "Near home", "opened_with": opened}
    form = details(case, cast, **{**UNTOUCHED, **sent})
    assert form.is_valid() and form.cleaned_data["themes"] == ["misconduct"]
    assert [each.label for each in form.taken.values()] == ["Themes"]


def test_several_choices_that_both_changed_are_asked_about(case: WelfareCase, cast: Cast) -> None:
    opened = opened_details(case, cast)
    WelfareCase._base_manager.filter(pk=case.pk).update(themes=["misconduct", "health"])
    form = details(case, cast, **{**UNTOUCHED, "themes": [], "opened_with": opened})
    assert not form.is_valid() and not form.errors
    assert form.asks["themes"].words == "Misconduct, Health or welfare"
    decided = {**UNTOUCHED, "themes": [], "which_themes": "theirs", "opened_with": str(form["opened_with"].value())}
    form = details(case, cast, **decided)
    assert form.is_valid() and form.cleaned_data["themes"] == ["misconduct", "health"]


def test_a_field_that_came_with_what_they_saved_is_left_as_it_is(case: WelfareCase, cast: Cast) -> None:
    """Forms may have fields by what stands in the record, such as a row for each of its parts."""
    shorter = details(case, cast)
    del shorter.fields["posting_needs"]
    opened = str(shorter["opened_with"].value())
    WelfareCase._base_manager.filter(pk=case.pk).update(posting_needs="Near home")
    form = details(case, cast, risk="high", themes=["health", "transfer"], opened_with=opened)
    assert form.is_valid() and form.cleaned_data["posting_needs"] == "Near home"


def test_who_saved_is_found_in_one_query(theirs: Client, mine: Client, line: FinancialLine) -> None:
    opened = mark(mine, line)
    theirs.post(address_of(line), line_data(line, planned="2000", actual="1", opened_with=opened))
    with CaptureQueriesContext(connection) as queries:
        mine.post(address_of(line), line_data(line, planned="3000", actual="2", opened_with=opened))
    assert sum("financiallineevent" in query["sql"] for query in queries) == 1
