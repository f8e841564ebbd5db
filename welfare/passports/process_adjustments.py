"""What a candidate for promotion shares of their passport with the process: what is needed there, never why.

Chosen by the holder for one application of theirs, adjustment by adjustment or in words of their own, and taken back by
one click. It is written into a record that people owns, so nobody of the promotion team comes near the passport.
"""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from people.promotion import adjusting
from people.requests import Request
from people.workforce.models import User
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import AdjustmentStatus
from welfare.passports.own_record import own_passports
from welfare.passports.sharing_views import crumbs
from wmp.lib import forms
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.registers.asked import only
from wmp.lib.words import counted
from wmp.lib.workflow import StaleMove

TITLE = "Promotion processes"
PAGE = "welfare:passport-process"
# What has been agreed, and not taken away again.
TO_SHARE = (
    AdjustmentStatus.AGREED,
    AdjustmentStatus.ORDERED,
    AdjustmentStatus.IN_PLACE,
    AdjustmentStatus.REVIEWED,
)


class NeedsForm(forms.Form):
    """Adjustments of the passport that are not shared with this application yet, and words of the holder's own."""

    chosen = django_forms.MultipleChoiceField(
        label="From your passport", widget=django_forms.CheckboxSelectMultiple, required=False
    )
    own_words = django_forms.CharField(
        label="Something else that you need at a stage",
        widget=django_forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
        help_text="For example, a quarter more time to read. Say what you need and never why: nothing medical.",
    )

    def __init__(self, *args: Any, whats: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["chosen"]
        chosen.choices = [(what, what) for what in whats]
        if not whats:
            del self.fields["chosen"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.needs(cleaned):
            raise ValidationError("Choose what to share, or say what you need")
        return cleaned

    @staticmethod
    def needs(cleaned: dict[str, Any]) -> list[str]:
        return [*cleaned.get("chosen", []), *filter(None, [cleaned.get("own_words", "").strip()])]


def process_adjustments(request: Request) -> HttpResponse:
    """What is shared with each application: open ones, and those that are over and still share something."""
    only(request.GET)
    shared: dict[int, list[Any]] = {}
    for each in adjusting.own_shares(request.user):
        shared.setdefault(each.application_id, []).append(each)
    applications = [
        {
            "name": str(each.process),
            "shared": shared.get(each.pk, []),
            "share_url": reverse("welfare:passport-process-share", args=[each.pk]) if each.is_open else "",
            "url": reverse("people:my-application", args=[each.pk]),
        }
        for each in adjusting.applications_of(request.user)
    ]
    context = {
        "title": TITLE,
        "caption": "My passport",
        "passport": own_passports(request.user).live().first(),
        "applications": applications,
        "breadcrumbs": crumbs(),
    }
    return render(request, "welfare/passport/process.html", context)


def share(request: Request, pk: int) -> HttpResponse:
    application = get_object_or_404(adjusting.open_applications(request.user), pk=pk)
    passport = get_object_or_404(own_passports(request.user).live())
    log_read(request.user, passport)
    form = NeedsForm(request.POST or None, whats=_not_shared(request.user, passport, application))

    def do() -> str:
        count = adjusting.share(application, form.needs(form.cleaned_data), by=request.user)
        if not count:
            return "It is shared already."
        return f"You share {counted(count, 'adjustment')} more with {application.process}. The promotion team is told."

    return perform(
        request,
        form,
        do,
        title=f"Share with {application.process}",
        caption="My passport",
        back=reverse(PAGE),
        intro="The promotion team and the members of your board read what you choose, and nothing else of your"
        " passport. Your line manager does not. You can take it back at any time.",
        submit="Share it",
    )


def _not_shared(user: User, passport: Any, application: Any) -> list[str]:
    shared = set(adjusting.own_shares(user).filter(application=application).values_list("what", flat=True))
    agreed = Adjustment.objects.visible_to(user).filter(passport=passport, status__in=TO_SHARE).order_by("pk")
    return [what for what in dict.fromkeys(agreed.values_list("what", flat=True)) if what not in shared]


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """One click takes it back, with effect on the next request of whoever had it. A second one finds nothing to do."""
    shared = get_object_or_404(adjusting.ever_shared(request.user), pk=pk)
    try:
        adjusting.take_back(shared, by=request.user)
    except StaleMove as error:
        messages.info(request, str(error))
    else:
        messages.success(request, f"You have taken back “{shared.what}”. Nobody of the process can read it now.")
    return redirect(PAGE)


urlpatterns = [
    path("passport/process/", process_adjustments, name="passport-process"),
    path("passport/process/<int:pk>/share/", share, name="passport-process-share"),
    path("passport/process/<int:pk>/take-back/", end, name="passport-process-end"),
]
