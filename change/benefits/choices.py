"""What may be said of benefits."""

from django.db import models


class BenefitKind(models.TextChoices):
    CASHABLE = "cashable", "Cashable"
    NON_CASHABLE = "non-cashable", "Non-cashable"
    NON_FINANCIAL = "non-financial", "Non-financial"


class BenefitStatus(models.TextChoices):
    IDENTIFIED = "identified", "Identified"
    PROFILED = "profiled", "Profiled"
    APPROVED = "approved", "Approved"
    DELIVERING = "delivering", "Delivering"
    REALISED = "realised", "Realised"
    PARTLY = "partly realised", "Partly realised"
    NOT = "not realised", "Not realised"
    VERIFIED = "verified", "Verified"
    USUAL = "business as usual", "Business as usual"


class Claim(models.TextChoices):
    """What the owner says came of a benefit. It stays beside the status once somebody has verified it."""

    REALISED = "realised", "Realised"
    PARTLY = "partly realised", "Partly realised"
    NOT = "not realised", "Not realised"
