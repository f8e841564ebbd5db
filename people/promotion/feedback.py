"""What a candidate will be told about how they did. Written before results are published, by the team or the board."""

from typing import Any

from django import forms as django_forms
from django.db import transaction

from people.promotion.around import Feedback
from people.promotion.handling import hold_untold, must_not_be_candidate
from people.promotion.models import PromotionApplication
from wmp.lib import clock
from wmp.lib.forms import Form
from wmp.lib.marks import mark_of
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


def mark(feedback: Feedback | None) -> str:
    """Of the feedback that a page shows; "" where there is none."""
    return mark_of(feedback.strengths, feedback.development) if feedback else ""


def initial_of(feedback: Feedback | None) -> dict[str, str]:
    if feedback is None:
        return {"read": ""}
    return {"strengths": feedback.strengths, "development": feedback.development, "read": mark(feedback)}


@transaction.atomic
def write(application: PromotionApplication, *, by: Any, strengths: str, development: str, read: str) -> None:
    """Raises StaleMove where somebody else wrote meanwhile, IllegalMove once results are published."""
    must_not_be_candidate(application, by)
    hold_untold(application.process_id)
    before = feedback_of(application, by)
    if (before.strengths, before.development) == (strengths, development) if before else not (strengths or development):
        return
    if mark(before) != read:
        raise StaleMove("Somebody else wrote feedback since you opened this page.")
    saved = before or Feedback(application=application)
    saved.strengths, saved.development, saved.by, saved.at = strengths, development, by, clock.now()
    saved.save()
