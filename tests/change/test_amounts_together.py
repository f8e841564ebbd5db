"""Two people at one cell, and one who types while the review is being frozen: neither overwrites the other unseen."""

from decimal import Decimal

import pytest
from django.db import transaction

from change.models import BenefitsReview, Project
from change.reviews.grid import Place, save
from change.reviews.homes import Home
from tests.base import Cast, Role
from tests.change.reviewed import lines, project_of, review_of
from tests.together import Meanwhile, at_once
from wmp.lib.amount_cells import Outcome, Typed

pytestmark = pytest.mark.django_db(transaction=True)
CELL = Place("planned", "capital", 2022)


@pytest.fixture
def review(cast: Cast) -> BenefitsReview:
    return review_of()


@pytest.fixture
def project(cast: Cast) -> Project:
    return project_of()


def test_of_two_who_enter_one_cell_at_once_the_second_is_told(
    review: BenefitsReview, project: Project, cast: Cast
) -> None:
    told: list[Outcome] = []

    def enter(text: str) -> None:
        told.append(save(review, Home(None, project), {CELL: Typed(text, "")}, by=cast.of(Role.CHANGE_MANAGER)))

    assert at_once(lambda: enter("5"), lambda: enter("6")) == [None, None]
    assert sorted(each.cells[CELL.name].status for each in told) == ["conflict", "saved"]
    kept = next(each.cells[CELL.name].value for each in told if each.is_saved)
    assert lines(review).get().planned == Decimal(kept)


def test_what_is_typed_while_the_review_is_frozen_is_refused(
    review: BenefitsReview, project: Project, cast: Cast
) -> None:
    manager = cast.of(Role.CHANGE_MANAGER)
    with transaction.atomic():
        BenefitsReview.objects.unscoped().get(pk=review.pk).freeze(by=manager)
        typing = Meanwhile(lambda: save(review, Home(None, project), {CELL: Typed("5", "")}, by=manager))
    assert "is frozen" in str(typing.said) and not lines(review).exists()
