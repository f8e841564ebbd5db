"""The words of the performance year."""

from django.db import models


class YearStatus(models.TextChoices):
    """Set up, then open to objectives and ratings; released when all final ratings were shared; then closed."""

    SET_UP = "set up", "Being set up"
    OPEN = "open", "Open"
    RELEASED = "released", "Ratings shared"
    CLOSED = "closed", "Closed"


class Aspect(models.TextChoices):
    """What somebody achieved, and how: by the behaviours and values they showed."""

    WHAT = "what", "What"
    HOW = "how", "How"


class Level(models.TextChoices):
    FORCE = "force", "Force"
    DEPARTMENT = "department", "Department"
    INDIVIDUAL = "individual", "Individual"


class Excused(models.TextChoices):
    """Why somebody is not counted among the eligible. Never why they were away."""

    NO = "", "Eligible"
    LATE_STARTER = "late starter", "Started too late in the year"
    LONG_ABSENCE = "long absence", "Away for most of the year"
    SECONDED = "seconded", "Seconded, and rated elsewhere"
    LEFT = "left", "Left during the year"


class Kind(models.TextChoices):
    DURING = "during", "Through the year"
    YEAR_END = "year-end", "Year-end"


class RatingStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    PROVISIONAL = "provisional", "Provisional"
    MODERATED = "moderated", "Moderated"
    FINAL = "final", "Final"
    SHARED = "shared", "Shared"


class DecisionKind(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed"
    CHANGED = "changed", "Changed"
    VOIDED = "voided", "Voided: the provisional rating was edited"
    LATE = "late", "Changed late"


class PanelStatus(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class ReviewStatus(models.TextChoices):
    ASKED = "asked", "Asked for"
    UPHELD = "upheld", "Upheld"
    NOT_UPHELD = "not upheld", "Not upheld"
