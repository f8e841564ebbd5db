"""What may be said of passports and adjustments."""

from django.db import models


class PassportStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    WITH_MANAGER = "with manager", "With the line manager"
    WITH_RA_OFFICER = "with RA officer", "With the RA officer"
    PANEL = "panel", "With the panel"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"
    IN_PLACE = "in place", "In place"
    REVIEW_DUE = "review due", "Review due"
    RENEWED = "renewed", "Renewed"
    WITHDRAWN = "withdrawn", "Withdrawn"


class AdjustmentStatus(models.TextChoices):
    REQUESTED = "requested", "Asked for"
    AGREED = "agreed", "Agreed"
    ORDERED = "ordered", "Ordered"
    IN_PLACE = "in place", "In place"
    REVIEWED = "reviewed", "Reviewed"
    NO_LONGER_NEEDED = "no longer needed", "No longer needed"
    DECLINED = "declined", "Declined"


class AdjustmentKind(models.TextChoices):
    EQUIPMENT = "equipment", "Equipment"
    SOFTWARE = "software", "Software"
    WORKPLACE = "workplace", "Workplace or building"
    HOURS = "hours", "Hours or shifts"
    DUTIES = "duties", "Duties or posting"
    UNIFORM = "uniform", "Uniform or kit"
    TRAINING = "training", "Training or assessment"
    SUPPORT = "support", "Support from people"
    OTHER = "other", "Something else"


class WaitsFor(models.TextChoices):
    """Whose turn it is with an adjustment that is not in place."""

    RA_OFFICER = "RA officer", "RA officer"
    PANEL = "panel", "Panel"
    HOLDER = "holder", "Holder"
    MANAGER = "manager", "Line manager"
    SUPPLIER = "supplier", "Supplier"
    IT = "IT", "IT and Digital"
    ESTATES = "estates", "Estates"
    BUDGET = "budget", "A decision about the budget"


class Purpose(models.TextChoices):
    """What a version is shared for. The first two are for the holder's line manager, and end when that changes."""

    MANAGEMENT = "management", "To be my line manager"
    COMMENT = "comment", "To comment on section 4.1"
    POSTING = "posting", "A posting or a new role"
    SELECTION = "selection", "A promotion or selection process"
    TRAINING = "training", "Training or university"
    OTHER = "other", "Something else"


FOR_LINE_MANAGERS = frozenset({Purpose.MANAGEMENT, Purpose.COMMENT})


class Why(models.TextChoices):
    """What a version was kept for."""

    SENT = "sent", "Sent"
    SHARED = "shared", "Shared"
    AGREED = "agreed", "Agreed"
    REVIEWED = "reviewed", "Reviewed"


class ReviewOutcome(models.TextChoices):
    GOES_ON = "goes on", "Goes on as it is"
    TO_CHANGE = "to change", "Needs to change"
    NOT_NEEDED = "not needed", "No longer needed"


# Whose turn it is with what is asked for, by where its passport stands.
TURN_OF_ASKED = {
    PassportStatus.DRAFT: WaitsFor.HOLDER,
    PassportStatus.WITH_MANAGER: WaitsFor.MANAGER,
    PassportStatus.WITH_RA_OFFICER: WaitsFor.RA_OFFICER,
    PassportStatus.PANEL: WaitsFor.PANEL,
}

# The colour of each state, on every page of whoever reads it.
PASSPORT_COLOURS = {
    "draft": "grey",
    "with manager": "yellow",
    "with RA officer": "orange",
    "panel": "purple",
    "agreed": "blue",
    "declined": "magenta",
    "in place": "green",
    "review due": "red",
    "renewed": "green",
    "withdrawn": "grey",
}
ADJUSTMENT_COLOURS = {
    "requested": "orange",
    "agreed": "blue",
    "ordered": "purple",
    "in place": "green",
    "reviewed": "green",
    "no longer needed": "grey",
    "declined": "magenta",
}
