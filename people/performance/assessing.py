"""A self-assessment: written by the person, sent to the line manager, taken back before the year-end conversation."""

from typing import Any

from django.db import transaction

from people.performance import agreeing
from people.performance.agreeing import Side, hold, obstacle
from people.performance.models import Appraisal
from people.performance.objectives import SelfAssessment
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove

SENT = "You have sent it, so it stands as it is. Take it back to change it."
HELD = "The year-end conversation has been held, so what you sent stands."
UNANSWERED = "Answer both questions before you send it."


def assessment_of(appraisal: Appraisal, reader: Any) -> SelfAssessment | None:
    """As far as `reader` may see it: a line manager once it was sent."""
    return SelfAssessment.objects.visible_to(reader).filter(appraisal=appraisal).first()


def is_answered(assessment: SelfAssessment) -> bool:
    """Both questions, so that it can be sent."""
    return bool(assessment.what.strip() and assessment.how.strip())


def why_it_stands(appraisal: Appraisal, assessment: SelfAssessment) -> str:
    """Why it cannot be written or sent now, in a sentence; "" where it can."""
    if assessment.sent_at:
        return HELD if appraisal.year_end_on else SENT
    return obstacle(appraisal)


@transaction.atomic
def write(appraisal: Appraisal, *, by: Any, what: str, how: str) -> SelfAssessment:
    """Saves it, unsent. Raises IllegalMove for anybody but the person, once it was sent, and outside an open year."""
    found = _own(appraisal, by) or SelfAssessment(appraisal=appraisal)
    if found.sent_at:
        raise IllegalMove(SENT)
    found.what, found.how = what, how
    found.save()
    return found


@transaction.atomic
def send(appraisal: Appraisal, *, by: Any) -> SelfAssessment:
    """The line manager reads it from now on, and is told. Raises IllegalMove where a question has no answer."""
    found = _own(appraisal, by)
    if found is None or not is_answered(found):
        raise IllegalMove(UNANSWERED)
    if found.sent_at:
        raise IllegalMove(SENT)
    found.sent_at = clock.now()
    found.save(update_fields=["sent_at"])
    agreeing.tell(appraisal, Side.MANAGER, "Somebody who reports to you has sent you their self-assessment.")
    return found


@transaction.atomic
def take_back(appraisal: Appraisal, *, by: Any) -> SelfAssessment:
    """To change it, before the year-end conversation. Raises IllegalMove."""
    found = _own(appraisal, by)
    if found is None or not found.sent_at:
        raise IllegalMove("You have not sent it.")
    if found.appraisal.year_end_on:
        raise IllegalMove(HELD)
    found.sent_at = None
    found.save(update_fields=["sent_at"])
    return found


def _own(appraisal: Appraisal, by: Any) -> SelfAssessment | None:
    """As it stands, with the appraisal held."""
    if appraisal.person.account_id != by.pk:
        raise IllegalMove("A self-assessment is the person’s own.")
    held = hold(appraisal)
    found = assessment_of(held, by)
    if found:
        found.appraisal = held
    return found
