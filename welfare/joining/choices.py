"""What may be said of needs told before joining, and of help from Access to Work."""

from django.db import models


class NoticeStatus(models.TextChoices):
    RECEIVED = "received", "Received"
    CONTACTED = "contacted", "Contacted"
    SETTLED = "settled", "Settled"


class NoticeOutcome(models.TextChoices):
    PASSPORT = "passport begun", "A passport is begun"
    NOTHING = "nothing needed", "Nothing is needed"
    DID_NOT_JOIN = "did not join", "They did not join"


class ReferralStatus(models.TextChoices):
    SENT = "form sent", "Form sent"
    RETURNED = "returned", "Returned"
    DECLINED = "declined", "Declined"
    SCREENED = "screened", "Screened"
    ASSESSED = "assessed", "Assessed"
    RISK_ASSESSED = "risk assessed", "Risk assessed"
    PASSPORT = "passport", "Passport"
    NOT_NEEDED = "not needed", "Nothing needed"
    DID_NOT_JOIN = "did not join", "Did not join"


class NotNeeded(models.TextChoices):
    """Why nothing is needed. In fixed words, since what was found is medical and stands in classified tables alone."""

    SCREENING = "screening", "The screening found nothing that work has to allow for"
    ASSESSMENT = "assessment", "The assessment found nothing that work has to allow for"
    THEIR_WISH = "wish", "They want nothing done"


class CalledOff(models.TextChoices):
    """Why an assessment is cancelled, in fixed words: a free one would say who was ill, and with what."""

    ASSESSOR = "assessor", "The assessor cannot"
    PERSON = "person", "They cannot, or do not want to"
    OTHER = "other", "It is not to be held"


#: Answered, and the risk assessment still to be done.
TO_RISK_ASSESS = (ReferralStatus.RETURNED, ReferralStatus.SCREENED, ReferralStatus.ASSESSED)


class RiskStep(models.TextChoices):
    """What an alert about a risk assessment says."""

    SOON = "soon", "To be done before the joining date"
    MISSED = "missed", "Not done by the joining date"


class AssessmentStatus(models.TextChoices):
    BOOKED = "booked", "Booked"
    HELD = "held", "Held"
    DID_NOT_ATTEND = "did not attend", "Did not attend"
    CANCELLED = "cancelled", "Cancelled"


class Agreement(models.TextChoices):
    """What the person said to the question whether an assessor's recommendations go into their passport."""

    YES = "yes", "Yes: they are in the passport"
    NO = "no", "No: they stay out of the passport"


class AccessStatus(models.TextChoices):
    ENCOURAGED = "encouraged", "Encouraged to apply"
    APPLIED = "applied", "Applied"
    ASSESSED = "assessed", "Assessed"
    AWARDED = "awarded", "Awarded"
    REFUSED = "refused", "Refused"
    IN_PLACE = "in place", "In place"
