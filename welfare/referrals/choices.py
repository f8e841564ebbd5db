"""What may be said of referrals to occupational health."""

from django.db import models


class OHStatus(models.TextChoices):
    REFERRED = "referred", "Waits for consent"
    CONSENTED = "consented", "Ready to book"
    BOOKED = "booked", "Booked"
    ATTENDED = "attended", "Attended"
    DID_NOT_ATTEND = "did not attend", "Did not attend"
    REPORTED = "reported", "Report received"
    CLOSED = "closed", "Closed"
    REFUSED = "refused", "Consent not given"
    WITHDRAWN = "withdrawn", "Consent withdrawn"


class PrimaryReason(models.TextChoices):
    """The one thing of a medical nature that is known here: to which of two groups the reason belongs."""

    MENTAL = "mental health", "Mental health"
    # Musculoskeletal reasons among them, as the board paper prints it.
    PHYSICAL = "physical health", "Physical health"


class Outcome(models.TextChoices):
    """What became of an appointment."""

    TO_COME = "to come", "To come"
    KEPT = "kept", "Attended"
    MISSED = "missed", "Not attended"
    CALLED_OFF = "called off", "Called off"
