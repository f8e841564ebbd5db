"""This year's review from last year's: what is copied, and what stays behind in the frozen one."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from change.models import BenefitsReview, FteLine, Programme, Project
from change.reviews.comparing import comparison
from change.reviews.copying import Copied, copy, left_out
from change.reviews.differences import Why, sums_of
from tests.base import Cast, Role
from tests.change.reviewed import fte_of, line_of, lines, programme_of, project_of, review_of
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db
OPEN = "/change/reviews/benefits-reviews/open/"
NEXT: dict[str, Any] = {"name": "ABR 2022", "as_at": date(2022, 9, 30), "first_year": 2022, "last_year": 2026}


@pytest.fixture
def source(cast: Cast) -> BenefitsReview:
    """Frozen: an open project, a closed one, one that closes later, a whole programme, an adjustment."""
    made, data, old = review_of(), programme_of(), programme_of("Old ways")
    going = project_of("Connect", data)
    closed = project_of("Kiosks", status="closed", closed_on=date(2022, 9, 30))
    line_of(made, going, forecast=Decimal("90.50"), actual=Decimal(0))
    line_of(made, going, 2021)
    line_of(made, closed, kind="cashable benefit")
    line_of(made, project_of("Later", status="closed", closed_on=date(2022, 10, 1)))
    line_of(made, None, programme=data)
    line_of(made, None, programme=old)
    old.close(by=None, on=date(2022, 3, 31))
    fte_of(made, going)
    fte_of(made, closed, "-7")
    FteLine.objects.create(review=made, kind="adjustment", label="Vacancies", portfolio="Crime", fte=3)
    made.freeze(by=cast.alice)
    return made


def test_open_projects_are_copied_with_their_amounts(source: BenefitsReview) -> None:
    copied = copy(source, **NEXT)
    assert (copied.financial_lines, copied.fte_lines, copied.review.copied_from) == (3, 2, source)
    names = lines(copied.review).order_by("project__name").values_list("project__name", "programme__name")
    assert list(names) == [("Connect", "Our Data"), ("Later", None), (None, "Our Data")]
    line = lines(copied.review).get(project__name="Connect")
    assert (line.planned, line.forecast, line.actual) == (Decimal(100), Decimal("90.50"), Decimal(0))
    assert FteLine.objects.unscoped().filter(review=copied.review, label="Vacancies", fte=3).exists()


def test_what_was_left_out_is_listed_by_name_and_amount(source: BenefitsReview, cast: Cast) -> None:
    found = left_out(copy(source, **NEXT).review, cast.of(Role.CHANGE_MANAGER))
    assert [(each.name, each.lines, each.net, each.fte) for each in found.closed] == [
        ("Kiosks", 2, Decimal(-100), Decimal(-7)),
        ("Old ways", 1, Decimal(100), Decimal(0)),
    ]
    assert [(each.name, each.lines, each.net) for each in found.years] == [("2021/22", 1, Decimal(100))]


def test_a_copy_and_what_it_left_out_make_the_whole(source: BenefitsReview, cast: Cast) -> None:
    copied = copy(source, **NEXT)
    out = left_out(copied.review, cast.of(Role.CHANGE_MANAGER))
    left = sum(each.lines for each in [*out.closed, *out.years])
    assert copied.financial_lines + copied.fte_lines + left == lines(source).count() + 3


def test_comparing_divides_what_was_left_out_as_the_copy_does(cast: Cast) -> None:
    """Also the years of a closed project that are no longer covered, which might fall under either."""
    source, closed = review_of(), project_of("Kiosks", status="closed", closed_on=date(2022, 9, 30))
    line_of(source, closed, 2021)
    line_of(source, closed, 2022, planned=Decimal(7))
    source.freeze(by=cast.alice)
    made, manager = copy(source, **NEXT).review, cast.of(Role.CHANGE_MANAGER)
    out, sums = left_out(made, manager), sums_of(comparison(source, made, manager).differences)
    assert [(each.lines, each.net) for each in [*out.years, *out.closed]] == [(1, Decimal(100)), (1, Decimal(7))]
    assert (sums.change(Why.OLD_YEAR), sums.change(Why.CLOSED)) == (Decimal(-100), Decimal(-7))


def test_a_copy_takes_one_statement_a_table(source: BenefitsReview) -> None:
    with CaptureQueriesContext(connection) as queries:
        copy(source, **NEXT)
    said = [each["sql"] for each in queries]
    assert sum("INSERT INTO" in sql and '"change_financialline"' in sql for sql in said) == 1
    assert len([sql for sql in said if "SAVEPOINT" not in sql]) == 3


def test_an_open_review_is_not_copied(source: BenefitsReview) -> None:
    made: Copied = copy(source, **NEXT)
    with pytest.raises(IllegalMove, match="ABR 2022 is still open. Freeze it first"):
        copy(made.review, **{**NEXT, "name": "ABR 2023"})


# --- the page ---


def asked(source: BenefitsReview, **fields: Any) -> dict[str, Any]:
    day = {"as_at_day": "30", "as_at_month": "9", "as_at_year": "2022"}
    return {"source": source.pk, "name": "ABR 2022", "first_year": 2022, "last_year": 2026} | day | fields


def test_the_page_suggests_a_year_on(manager: Client, source: BenefitsReview) -> None:
    page = manager.get(OPEN).content.decode()
    assert 'value="Annual Benefits Review 2022"' in page and 'value="2026"' in page


def test_the_page_opens_a_review_and_says_what_was_left_out(manager: Client, source: BenefitsReview) -> None:
    response = manager.post(OPEN, asked(source), follow=True)
    page = response.content.decode()
    assert "ABR 2022 is open. Copied: 3 financial lines, 2 FTE lines." in page
    assert "Kiosks" in page and "-£100" in page and "2021/22" in page


def test_a_name_that_is_taken_is_refused_in_words(manager: Client, source: BenefitsReview) -> None:
    page = manager.post(OPEN, asked(source, name=source.name)).content.decode()
    assert "with this name already: " in page and BenefitsReview.objects.unscoped().count() == 1


def test_years_the_wrong_way_round_are_refused(manager: Client, source: BenefitsReview) -> None:
    page = manager.post(OPEN, asked(source, last_year=2021)).content.decode()
    assert "The last year cannot come before the first." in page


def test_only_frozen_reviews_can_be_copied(manager: Client) -> None:
    open_one = review_of()
    assert "No review is frozen yet." in manager.get(OPEN).content.decode()
    assert manager.post(OPEN, asked(open_one)).status_code == 200
    assert BenefitsReview.objects.unscoped().count() == 1


def test_nobody_else_opens_a_review(client: Client, cast: Cast, source: BenefitsReview) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        client.force_login(who)
        assert client.get(OPEN).status_code == 403
        assert client.get(f"/change/reviews/benefits-reviews/{source.pk}/left-out/").status_code == 404


def test_what_becomes_of_projects_and_lines_later_changes_nothing_of_it(source: BenefitsReview, cast: Cast) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    review = copy(source, **NEXT).review
    before = left_out(review, manager)
    lines(review).get(project__name="Connect").delete()
    Project.objects.unscoped().get(name="Connect").report_status("closed", by=manager, reason="A file")
    Programme.objects.unscoped().get(name="Old ways").reopen(by=manager, reason="Again")
    assert left_out(review, manager) == before and [each.name for each in before.closed] == ["Kiosks", "Old ways"]
