"""What others wrote in one's own passport: comments, recommendations that stand, reviews. One query for all."""

from datetime import date
from typing import Any

from django.db.models import CharField, DateField, F, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim, TruncDate

from people.workforce.models import User
from welfare.passports.choices import ReviewOutcome
from welfare.passports.entries import Comment, Recommendation, Review
from welfare.passports.models import Passport

TITLES = {
    "comment": "What your line manager said",
    "recommendation": "What the RA officer recommends",
    "review": "Reviews",
}
_whole_name = NullIf(Trim(Concat("by__first_name", Value(" "), "by__last_name")), Value(""))
_COLUMNS = ("said_what", "said_at", "said_on", "said_by", "said_text", "said_outcome", "said_next")


def said_of(passport: Passport, reader: User) -> list[dict[str, Any]]:
    """Groups {title, entries} of those that there are, the latest entry first."""
    comments = Comment.objects.visible_to(reader).filter(passport=passport)
    standing = Recommendation.objects.visible_to(reader).filter(passport=passport).standing()
    reviews = Review.objects.visible_to(reader).filter(passport=passport)
    rows = _rows(comments, "comment").union(
        _rows(standing, "recommendation"),
        _rows(
            reviews, "review", said_on=F("on"), said_text=F("notes"), said_outcome=F("outcome"), said_next=F("next_on")
        ),
        all=True,
    )
    entries = [_entry(*row) for row in rows.order_by("-said_at")]
    return [
        {"title": title, "entries": found}
        for what, title in TITLES.items()
        if (found := [each for each in entries if each["what"] == what])
    ]


def _rows(queryset: Any, what: str, **given: Any) -> Any:
    columns = {
        "said_what": Value(what, CharField()),
        "said_at": F("at"),
        "said_on": TruncDate("at"),
        "said_by": Coalesce(_whole_name, "by__username"),
        "said_text": F("text"),
        "said_outcome": Value("", CharField()),
        "said_next": Cast(Value(None), DateField()),  # typed by hand: the server takes a bare NULL for text
    }
    columns |= given
    return queryset.order_by().annotate(**columns).values_list(*_COLUMNS)


def _entry(what: str, at: Any, on: date, by: str, text: str, outcome: str, next_on: date | None) -> dict[str, Any]:
    came_of_it = ReviewOutcome(outcome).label if outcome else ""
    return {"what": what, "on": on, "by": by, "text": text, "outcome": came_of_it, "next_on": next_on}
