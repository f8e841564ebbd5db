"""Before a review is frozen: what looks odd in it, its totals, and how they moved since the last one."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from change.models import Benefit, BenefitsReview
from change.reviews.totals import ALL, by_amount, pivot
from tests.base import Cast, Role
from tests.change.reviewed import fte_of, line_of, programme_of, project_of, review_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    return review_of()


def reconciled(client: Client, review: BenefitsReview) -> str:
    page = client.get(f"/change/reviews/benefits-reviews/{review.pk}/reconcile/")
    assert page.status_code == 200
    return unescape(page.content.decode())


def test_a_sound_review_has_nothing_odd(manager: Client, review: BenefitsReview) -> None:
    project = project_of("Connect", programme_of())
    for year in range(2021, 2026):
        line_of(review, project, year)
    page = reconciled(manager, review)
    assert "Nothing looks odd." in page and "£500" in page


def test_each_oddity_leads_to_where_it_is_mended(manager: Client, review: BenefitsReview) -> None:
    data = programme_of()
    closed = project_of("Kiosks", data, status="closed", closed_on=date(2021, 9, 1))
    waiting, early = project_of("Waiting", data), project_of("Early", data, status="mobilising")
    line_of(review, closed, 2021)
    line_of(review, closed, 2023, programme=None, kind="cashable benefit", planned=Decimal(-5))
    line_of(review, closed, 2023, kind="cashable benefit")
    line_of(review, closed, 2024, actual=Decimal(7))
    line_of(review, closed, 2030)
    fte = fte_of(review, early)
    page = reconciled(manager, review)
    grid = f"/change/reviews/benefits-reviews/{review.pk}/projects"
    assert "Lines of closed projects" in page and f'{grid}/{closed.pk}/">Our Data - Kiosks: £' in page
    assert f'{grid}/{waiting.pk}/">Our Data - Waiting' in page
    assert f'{grid}/{closed.pk}/?show=planned">Our Data - Kiosks: cashable benefit, 2023/24, planned -£5' in page
    assert "Our Data - Kiosks: capital, 2030/31" in page
    assert "Our Data - Kiosks: capital, 2022/23 and 2023/24" in page
    assert "Two lines for one amount" in page and "2025/26</a>" in page
    (two,) = re.findall(r'href="([^"]+/financial-lines/[?][^"]+)"', page)
    assert "2 financial lines" in manager.get(two).content.decode()
    assert f'/change/reviews/fte-lines/{fte.pk}/">Our Data - Early: -4.00 FTE, Crime' in page


def test_benefits_of_the_register_without_a_line_are_named(manager: Client, review: BenefitsReview) -> None:
    project = project_of("Connect", programme_of())
    line_of(review, project, kind="cashable benefit")
    common = {"project": project, "identified_on": date(2021, 1, 1)}
    Benefit.objects.create(number="B1", description="Less paper", kind="cashable", **common)
    Benefit.objects.create(number="B2", description="Time saved", kind="non-cashable", **common)
    Benefit.objects.create(number="B3", description="Trust", kind="non-financial", **common)
    page = reconciled(manager, review)
    assert "B2 Time saved: non-cashable" in page and "B1 Less" not in page and "B3 Trust" not in page


def test_totals_stand_beside_those_of_the_last_review(manager: Client, review: BenefitsReview) -> None:
    project = project_of("Connect", programme_of())
    line_of(review, project, planned=Decimal(400_000))
    review.freeze(by=None)
    now = review_of("ABR 2022", as_at=date(2022, 9, 30))
    line_of(now, project, planned=Decimal(100_000), actual=Decimal(150_000))
    page = reconciled(manager, now)
    assert "£400,000" in page and "-£250,000" in page and "Large" in page


def test_it_takes_as_many_queries_for_one_line_as_for_many(
    manager: Client, review: BenefitsReview, django_assert_max_num_queries: Any
) -> None:
    data = programme_of()
    for n in range(12):
        line_of(review, project_of(f"Site {n}", data), 2021 + n % 5, planned=Decimal(-1))
    last = review_of("ABR 2020", as_at=date(2020, 9, 30))
    line_of(last, project_of("Old", data))
    last.freeze(by=None)
    reconciled(manager, review)
    with django_assert_max_num_queries(10):  # two of them begin and end the test's transaction within its own
        page = reconciled(manager, review)
    assert "Last review" in page


def test_before_it_is_frozen_it_says_what_reconciling_finds(
    manager: Client, review: BenefitsReview, django_assert_max_num_queries: Any
) -> None:
    freeze = f"/change/reviews/benefits-reviews/{review.pk}/freeze/"
    for year in range(2021, 2026):
        line_of(review, project_of(f"Site {year}", programme_of()), year)
    assert "Nothing looks odd." in manager.get(freeze).content.decode()
    project_of("Waiting")
    line_of(review, project_of("Early", status="mobilising"), planned=Decimal(-5))
    with django_assert_max_num_queries(11):  # as above
        page = manager.get(freeze).content.decode()
    said = "2 things to look at: negative amounts (1) and projects in delivery without any line (1)."
    assert said in page and f'href="/change/reviews/benefits-reviews/{review.pk}/reconcile/">Reconcile</a>' in page
    assert manager.post(freeze, {"seen": "open", "reason": "Agreed"}).status_code == 302
    assert "to look at" not in manager.get(freeze).content.decode()


@pytest.mark.parametrize("page", ["reconcile", "workbook", "left-out", "enter", "paste", "freeze"])
def test_what_the_pages_of_a_review_do_not_know_is_refused(manager: Client, review: BenefitsReview, page: str) -> None:
    address = f"/change/reviews/benefits-reviews/{review.pk}/{page}/"
    assert manager.get(address).status_code == 200
    assert manager.get(f"{address}?nonsense=1").status_code == 400


def test_nobody_else_reconciles(client: Client, cast: Cast, review: BenefitsReview) -> None:
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        client.force_login(who)
        assert client.get(f"/change/reviews/benefits-reviews/{review.pk}/reconcile/").status_code == 404


# --- totals add up ---

PENCE = st.decimals(-(10**9), 10**9, places=2)
GROUPS = st.lists(
    st.fixed_dictionaries(
        {
            "under": st.sampled_from(["Our Data", "Estates", "Standalone"]),
            "kind": st.sampled_from(["capital", "cashable benefit", "recurring cost"]),
            "financial_year": st.integers(2021, 2025),
            **{f"sum_{amount}": PENCE for amount in ALL},
        }
    ),
    max_size=12,
)


@given(GROUPS, st.sampled_from(ALL), st.permutations(["under", "kind", "financial_year"]))
def test_every_pivot_adds_up_to_the_penny(groups: list[dict[str, Any]], amount: str, by: list[str]) -> None:
    made = pivot(groups, by[0], by[1], amount)
    whole = sum((each[f"sum_{amount}"] for each in groups), Decimal(0))
    rows = {row for row, _ in made.cells}
    columns = {column for _, column in made.cells}
    assert sum((made.row(row) for row in rows), Decimal(0)) == made.whole == whole
    assert sum((made.column(column) for column in columns), Decimal(0)) == whole
    assert by_amount(groups, by[2]).column(amount) == whole


def test_a_list_can_be_narrowed_to_a_programme_made_a_moment_ago(manager: Client, review: BenefitsReview) -> None:
    """The choices are kept for half a minute."""
    address = "/change/reviews/financial-lines/?programme="
    line_of(review, project_of("Kiosks", programme_of()), 2021)
    assert manager.get(address).status_code == 200
    later = programme_of("Later")
    line_of(review, project_of("Scanners", later), 2021)
    assert "1 financial line" in manager.get(f"{address}{later.pk}").content.decode()
    assert "Select programme from the list" in manager.get(f"{address}999999").content.decode()
