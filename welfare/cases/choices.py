"""What stands to choose in a welfare case: triggers, statuses, risks, themes, outcomes."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Trigger(models.TextChoices):
    """Where a signal came from."""

    RESIGNATION = "resignation", "Resignation"
    ADVICE = "advice", "Manager's advice request"
    SELF = "self", "Own request"
    TUTOR = "tutor", "Tutor"
    UNIVERSITY = "university", "University"
    RECRUITMENT = "recruitment", "Recruitment"


class CaseStatus(models.TextChoices):
    OPEN = "open", "Open"
    CONTACTED = "contacted", "Contacted"
    SUPPORTING = "supporting", "Supporting"
    PAUSED = "paused", "Paused"
    CLOSED = "closed", "Closed"


class Risk(models.TextChoices):
    """Of leaving, as the officer of the case judges it."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class Theme(models.TextChoices):
    """Why student officers think of leaving: the themes of the 2022 paper, its first one in its three parts."""

    SHIFTS = "role: shifts", "Role not as expected: shifts"
    TRAUMA = "role: trauma", "Role not as expected: trauma"
    OPPORTUNITIES = "role: opportunities", "Role not as expected: other opportunities"
    HEALTH = "health", "Health or welfare"
    MISCONDUCT = "misconduct", "Misconduct"
    PERFORMANCE = "performance", "Performance and Regulation 13"
    TRANSFER = "transfer", "Transfer to another force"


# The parts of "role not as expected".
ROLE_NOT_AS_EXPECTED = (Theme.SHIFTS, Theme.TRAUMA, Theme.OPPORTUNITIES)


class Outcome(models.TextChoices):
    RETAINED = "retained", "Retained"
    MOVED = "moved to staff role", "Moved to staff role"
    LEFT = "left", "Left"
    NO_CONTACT = "no contact made", "No contact made"


def themes_field() -> "ArrayField[Any, Any]":
    return ArrayField(models.CharField(max_length=20, choices=Theme), default=list, blank=True)
