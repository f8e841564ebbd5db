"""What counts of a financial line, and which way: the same for figures, pages and the copy of a review."""

from decimal import Decimal
from typing import Any

from django.db.models import Case, Value, When
from django.db.models.functions import Coalesce

from change.portfolio.models import STANDALONE
from change.reviews.models import BENEFIT_KINDS
from wmp.lib.words import DASH, money

#: The three amounts of a line, in the order in which they come to be known.
AMOUNTS = ("planned", "forecast", "actual")
ZERO = Decimal(0)
#: How pages say which way amounts are added up.
SIGNS = "Costs count as positive and benefits as negative, so a net below zero is a saving."


def counted() -> Coalesce:
    """The amount that counts: the actual one where there is one, else the forecast, else the plan."""
    return Coalesce("actual", "forecast", "planned")


def signed(amount: Any) -> Case:
    """An amount of a line as tables add it up: costs positive, benefits negative."""
    return Case(When(kind__in=BENEFIT_KINDS, then=-amount), default=amount)


def programme_name() -> Coalesce:
    """The programme that a line adds to: its own, else its project's."""
    return Coalesce("programme__name", "project__programme__name", Value(STANDALONE))


def total_text(value: Decimal) -> str:
    """A total in a table, in pounds: a dash where it is nought or nothing was entered."""
    return money(value) if value else DASH
