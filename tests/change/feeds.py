"""The eight files of the change portfolio: rows that are right, each with a key of its own, and what they lean on."""

from datetime import date, timedelta
from typing import Any

from change.benefits.models import Benefit, BenefitKind
from change.portfolio.models import Limb, Programme, Project
from change.reviews.models import BenefitsReview, LineKind
from wmp.board.extracts import extract_for
from wmp.lib.extracts import Column, Extract

PROJECT = {"programme": "Our Data", "limb": "Act with Precision", "status": "In delivery"}
REVIEW = {"as_at": "2022-03-01", "first_year": "2000/01", "last_year": "2098/99", "state": "open"}
KINDS = ["projects", "reviews", "financials", "fte", "benefits", "measurements", "sms_survey", "budgeting"]


def feed(kind: str) -> Extract:
    found = extract_for(kind)
    assert found is not None
    return found


def columns(kind: str) -> list[Column]:
    return list(feed(kind).columns)


def lean_on() -> None:
    """A project, an open review and a benefit."""
    programme = Programme.objects.create(name="Our Data")
    Project.objects.create(name="DDI", programme=programme, limb=Limb.ACT)
    BenefitsReview.objects.create(name="ABR", as_at=date(2022, 3, 1), first_year=1999, last_year=2098)
    Benefit.objects.create(number="B", description="Less time", kind=BenefitKind.CASHABLE)


def row(kind: str, number: int) -> dict[str, Any]:
    """A row that is right; no two numbers below 490 have the same key."""
    year = 1999 + number % 99
    line_kind = LineKind.values[number // 99]
    day = date(2018, 1, 1) + timedelta(days=number)
    rows: dict[str, dict[str, Any]] = {
        "projects": {**PROJECT, "project": f"P{number}"},
        "reviews": {**REVIEW, "review": f"R{number}"},
        "financials": {"review": "ABR", "programme": "Our Data", "project": "DDI", "kind": line_kind}
        | {"financial_year": f"{year}/{(year + 1) % 100:02}", "planned": "1", "forecast": "1", "actual": "1"},
        "fte": {"review": "ABR", "project": "DDI", "kind": "saving", "portfolio": f"P{number}", "fte": "1"},
        "benefits": {"number": f"B{number}", "project": "DDI", "description": "Less time", "kind": "cashable"},
        "measurements": {"number": "B", "measured_on": day.isoformat(), "value": "1"},
        "sms_survey": {"month": f"{1930 + number // 12}-{1 + number % 12:02}", "sent": "9999999", "returned": "1"},
        "budgeting": {"phase": "Phase 1", "department": f"D{number}", "projected": "1"},
    }
    return rows[kind]
