"""A frozen review through its pages: whatever is sent to whichever of them, nothing of it changes. An open one does."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from change.models import BenefitsReview, FinancialLine, FteLine
from tests.change.reviewed import fte_of, line_of, programme_of, project_of, review_of

pytestmark = pytest.mark.django_db
#: What any of the forms asks, and what grids and pastes send.
SENT = {
    "name": "Altered",
    "as_at_day": "1",
    "as_at_month": "4",
    "as_at_year": "2021",
    "first_year": "2000",
    "last_year": "2050",
    "planned": "999",
    "forecast": "999",
    "actual": "999",
    "kind": "one-off cost",
    "financial_year": "2024",
    "portfolio": "Altered",
    "fte": "-999",
    "label": "",
    "reason": "Tampering",
    "seen": "open",
    "planned_capital_2022": "999",
    "seen-planned_capital_2022": "100",
    "amount": "planned",
    "text": "Programme\tProject\tKind\t2022/23\nOur Data\tConnect\tCapital\t999",
    "step": "save",
}


def state(review: BenefitsReview) -> list[Any]:
    found: list[Any] = [BenefitsReview.objects.unscoped().filter(pk=review.pk)]
    found += [model.objects.unscoped().filter(review=review).order_by("pk") for model in (FinancialLine, FteLine)]
    return [row for records in found for row in records.values()]


def addresses(register: str, known: dict[str, int]) -> Iterator[str]:
    """Every address of a record of the register, and where one is added."""
    change = get_resolver().namespace_dict["change"][1]
    for name in filter(lambda name: isinstance(name, str) and name.startswith(register), change.reverse_dict):
        [(_, wants)] = change.reverse_dict.getlist(name)[0][0]
        if wants or name.endswith("-new"):
            yield reverse(f"change:{name}", kwargs={each: known[each] for each in wants})


@pytest.fixture
def review(manager: Client) -> BenefitsReview:
    """Open, with a line of money and one of FTE."""
    review, project = review_of(as_at=date(2021, 9, 30)), project_of("Connect", programme_of())
    line_of(review, project)
    fte_of(review, project)
    return review


def known_of(review: BenefitsReview, register: str) -> dict[str, int]:
    line = FinancialLine.objects.unscoped().get(review=review)
    saving = FteLine.objects.unscoped().get(review=review)
    pks = {"benefits-reviews": review.pk, "financial-lines": line.pk, "fte-lines": saving.pk}
    return {"pk": pks[register], "project": saving.project_id or 0, "programme": line.programme_id or 0}


def sent_for(review: BenefitsReview, known: dict[str, int]) -> dict[str, str]:
    return SENT | {"review": str(review.pk)} | {name: str(pk) for name, pk in known.items() if name != "pk"}


@pytest.mark.parametrize(
    ("register", "least"), [("benefits-reviews", 13), ("financial-lines", 3), ("fte-lines", 3)], ids=str
)
def test_whatever_is_sent_to_any_page_nothing_of_it_changes(
    manager: Client, review: BenefitsReview, register: str, least: int
) -> None:
    review.freeze(by=None)
    known = known_of(review, register)
    before, tried = state(review), list(addresses(register, known))
    for address in tried:
        assert manager.post(address, sent_for(review, known)).status_code < 500
        assert state(review) == before, address
    assert len(tried) >= least


@pytest.mark.parametrize(
    ("register", "page"),
    [
        ("benefits-reviews", "project"),
        ("benefits-reviews", "freeze"),
        ("financial-lines", "new"),
        ("fte-lines", "new"),
    ],
)
def test_the_same_changes_an_open_one(manager: Client, review: BenefitsReview, register: str, page: str) -> None:
    known, before = known_of(review, register), state(review)
    sent = sent_for(review, known) | ({"kind": "saving"} if register == "fte-lines" else {})
    wants = {"new": (), "project": ("pk", "project")}.get(page, ("pk",))
    address = reverse(f"change:{register}-{page}", kwargs={each: known[each] for each in wants})
    assert manager.post(address, sent).status_code == 302
    assert state(review) != before
