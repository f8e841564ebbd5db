"""What a candidate will be told about how they did. Written before results are published, by the team or the board."""

from hashlib import sha256
from typing import Any

from django import forms as django_forms
from django.db import transaction

from people.promotion.around import Feedback
from people.promotion.handling import hold_untold, must_not_be_candidate
from people.promotion.models import PromotionApplication
from wmp.lib import clock
from wmp.lib.forms import Form
from wmp.lib.workflow import StaleMove


class FeedbackForm(Form):
    """Both go into the letter. `read` is the mark of what stood there when the page was opened."""

    strengths = django_forms.CharField(
        label="What went well", widget=django_forms.Textarea, max_length=2000, required=False
    )
    development = django_forms.CharField(
        label="What to work on", widget=django_forms.Textarea, max_length=2000, required=False
    )
    read = django_forms.CharField(widget=django_forms.HiddenInput, required=False)


def feedback_of(application: PromotionApplication, user: Any) -> Feedback | None:
    found: Feedback | None = Feedback.objects.visible_to(user).filter(application=application).first()
    return found


def mark_of(feedback: Feedback | None) -> str:
    if feedback is None:
        return ""
    return sha256(f"{feedback.strengths}\0{feedback.development}".encode()).hexdigest()[:16]


def initial_of(feedback: Feedback | None) -> dict[str, str]:
    if feedback is None:
        return {"read": ""}
    return {"strengths": feedback.strengths, "development": feedback.development, "read": mark_of(feedback)}


@transaction.atomic
def write(application: PromotionApplication, *, by: Any, strengths: str, development: str, read: str) -> None:
    """Raises StaleMove where somebody else wrote meanwhile, IllegalMove once results are published."""
    must_not_be_candidate(application, by)
    hold_untold(application.process_id)
    before = feedback_of(application, by)
    if (before.strengths, before.development) == (strengths, development) if before else not (strengths or development):
        return
    if mark_of(before) != read:
        raise StaleMove("Somebody else wrote feedback since you opened this page.")
    saved = before or Feedback(application=application)
    saved.strengths, saved.development, saved.by, saved.at = strengths, development, by, clock.now()
    saved.save()
