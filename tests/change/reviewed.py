"""Reviews with projects and lines, as tests of their pages begin."""

from datetime import date
from decimal import Decimal
from typing import Any

from change.models import BenefitsReview, FinancialLine, FteLine, Programme, Project
from change.reviews.models import LineKind


def review_of(name: str = "Annual Benefits Review 2021", **fields: Any) -> BenefitsReview:
    """An open review as at September 2021, for 2021/22 to 2025/26."""
    values = {"as_at": date(2021, 9, 30), "first_year": 2021, "last_year": 2025} | fields
    return BenefitsReview.objects.create(name=name, **values)


def programme_of(name: str = "Our Data") -> Programme:
    return Programme.objects.unscoped().get_or_create(name=name)[0]


def project_of(name: str = "Connect", programme: Programme | None = None, **fields: Any) -> Project:
    """In delivery."""
    values = {"limb": "improve", "status": "in delivery"} | fields
    return Project.objects.create(name=name, programme=programme, **values)


def line_of(review: BenefitsReview, project: Project | None, year: int = 2022, **fields: Any) -> FinancialLine:
    """A hundred pounds of capital, planned, under the project's programme."""
    values = {"kind": LineKind.CAPITAL, "planned": Decimal(100), "programme": project and project.programme} | fields
    return FinancialLine.objects.create(review=review, project=project, financial_year=year, **values)


def fte_of(review: BenefitsReview, project: Project, fte: str = "-4", portfolio: str = "Crime") -> FteLine:
    return FteLine.objects.create(review=review, kind="saving", project=project, portfolio=portfolio, fte=Decimal(fte))


def lines(review: BenefitsReview) -> Any:
    return FinancialLine.objects.unscoped().filter(review=review)
