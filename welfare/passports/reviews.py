"""Reviews: recorded by the RA officer with the holder, when they are due or before; asked for by the holder."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms as django_forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from people.requests import Request
from people.roles import Role
from people.workforce.models import User
from welfare.passports import handling
from welfare.passports.adjustments import Adjustment
from welfare.passports.choices import ReviewOutcome
from welfare.passports.entries import Review
from welfare.passports.models import REVIEW_MONTHS, Passport, PassportChange, in_nobodys_hands
from welfare.passports.own_record import mine
from welfare.passports.reminded import Kind, PassportReminder
from welfare.passports.reminders import once
from wmp.lib import clock
from wmp.lib.acts import perform
from wmp.lib.audit import log_read
from wmp.lib.days import months_after
from wmp.lib.editing import hold
from wmp.lib.forms import ExplainedRadios, Form
from wmp.lib.near_days import just_been
from wmp.lib.records import Fact
from wmp.lib.timeline import said
from wmp.lib.verbs import VerbForm
from wmp.lib.waiting import Waiting
from wmp.lib.words import long_day, within
from wmp.lib.workflow import StaleMove

SHOWN = 20
WHAT_FOLLOWS = {
    ReviewOutcome.GOES_ON: "It is renewed until the next review.",
    ReviewOutcome.TO_CHANGE: "The holder is asked to change it and send it again. It stands until they do.",
    ReviewOutcome.NOT_NEEDED: "The holder is asked to withdraw it. Only they can.",
}
CHANGED = "It has been changed or reviewed since you opened this page."
ASKS = "needs a review: its holder says that something has changed"


def latest_review() -> date:
    """The last day for which a next review can be set."""
    return months_after(clock.today(), REVIEW_MONTHS)


# --- recorded by the RA officer ---


class ReviewForm(Form):
    """What was found, and when it is looked at again."""

    on = django_forms.DateField(label="Date of the review")
    outcome = django_forms.ChoiceField(
        label="What came of it?", choices=ReviewOutcome.choices, widget=ExplainedRadios(attrs={})
    )
    next_on = django_forms.DateField(
        label="Next review", required=False, help_text="If it goes on as it is. Within six months of today."
    )
    helps = django_forms.MultipleChoiceField(
        label="Which adjustments help?",
        widget=django_forms.CheckboxSelectMultiple,
        required=False,
        help_text="Those that you tick are marked as reviewed. For one that does not help, see its own page.",
    )
    notes = django_forms.CharField(
        widget=django_forms.Textarea,
        max_length=8000,
        required=False,
        help_text="The holder reads them, and so does whoever they share the passport with. No medical detail.",
    )
    seen = django_forms.CharField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args: Any, passport: Passport, in_place: Iterable[Adjustment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passport = passport
        self.in_place = {str(each.pk): each for each in in_place}
        outcome: Any = self.fields["outcome"]
        outcome.widget.hints = WHAT_FOLLOWS
        helps: Any = self.fields["helps"]
        helps.choices = [(key, each.what) for key, each in self.in_place.items()]
        if not self.in_place:
            del self.fields["helps"]

    def clean_on(self) -> date | None:
        on = just_been(self.cleaned_data["on"], "Date of the review")
        sent = self.passport.sent_on
        if on and sent and on < sent:
            raise ValidationError(f"Date of the review must not be before it was sent, on {long_day(sent)}")
        return on

    def clean_next_on(self) -> date | None:
        on: date | None = self.cleaned_data["next_on"]
        if self.cleaned_data.get("outcome") != ReviewOutcome.GOES_ON:
            return None
        if on and not clock.today() < on <= latest_review():
            raise ValidationError(f"Next review must be after today and by {long_day(latest_review())}")
        return on

    @property
    def given(self) -> dict[str, Any]:
        """The arguments of `handling.review`."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        return given | {"helps": [self.in_place[key] for key in given.get("helps", [])]}


def review(request: Request, pk: int) -> HttpResponse:
    """Of a passport that the reader sees: the RA officer's, and never the holder's own."""
    reader = request.user
    passports: Any = Passport.objects.visible_to(reader)
    hold(request, passports, pk)
    passport: Passport = get_object_or_404(passports.select_related("holder", "ra_officer"), pk=pk)
    log_read(reader, passport)
    if not reader.has_role(Role.RA_OFFICER) or passport.holder.account_id == reader.pk:
        raise PermissionDenied
    earlier = list(Review.objects.visible_to(reader).filter(passport=passport).select_related("by"))
    seen = f"{passport.status}, {len(earlier)}"
    in_place: Any = Adjustment.objects.visible_to(reader).filter(passport=passport)
    form = ReviewForm(
        request.POST or None,
        passport=passport,
        in_place=in_place.filter(status__in=["in place", "reviewed"]),
        initial={"on": clock.today(), "next_on": latest_review(), "seen": seen},
    )

    def do() -> str:
        if form.cleaned_data["seen"] != seen:
            raise StaleMove(CHANGED)
        handling.review(passport, by=reader, **form.given)
        return f"The review is recorded. {passport} is {within(passport.get_status_display())}."

    return perform(
        request,
        form,
        do,
        template="welfare/passport_review.html",
        title="Record a review",
        caption=f"{passport}: {passport.holder}",
        submit="Record the review",
        back=reverse("welfare:passports-detail", args=[passport.pk]),
        refused=_refused(passport),
        facts=_facts(passport, earlier),
    )


def _refused(passport: Passport) -> str:
    if passport.status in handling.REVIEWABLE:
        return ""
    return f"It is {within(passport.get_status_display())}: there is nothing to review."


def _facts(passport: Passport, earlier: Sequence[Review]) -> list[Fact]:
    last = earlier[0] if earlier else None
    return [
        Fact("Where it stands", passport.get_status_display()),
        Fact("Review due", said(passport.review_due) or "When everything is in place"),
        Fact("Last review", f"{long_day(last.on)}: {within(last.get_outcome_display())}" if last else "None so far"),
    ]


# --- asked for by the holder ---


def ask_review(request: Request) -> HttpResponse:
    """Something has changed: at any time, once a day, without a word of what it is."""
    passport = mine(request)

    def do() -> str:
        if not once(passport, Kind.REVIEW_ASKED, clock.today()):
            raise StaleMove("You have asked today already. The RA officer knows.")
        handling.tell_ra_officers(passport, ASKS)
        return "The RA officer has been told, and gets in touch with you."

    return perform(
        request,
        VerbForm(request.POST if request.method == "POST" else None),
        do,
        template="welfare/ask_review.html",
        title="Something has changed",
        submit="Ask for a review",
        back=reverse("welfare:passport"),
        refused="" if passport.status in handling.REVIEWABLE else _not_yet(passport),
    )


def _not_yet(passport: Passport) -> str:
    if passport.is_editable:
        return "You are writing it now. Change what you like, and send it."
    return "It is being looked at. You can take it back and change it, or wait until it is decided."


# --- what waits on the home page ---


def reviews_waiting(user: User) -> list[Waiting]:
    """For the holder: what a review asked them to do. For RA officers: the reviews that holders asked for.

    A query each.
    """
    found = [_to_answer(each) for each in unanswered(user)]
    return [*found, *(_to_hold(each) for each in asked_for(user))] if user.has_role(Role.RA_OFFICER) else found


def unanswered(user: User) -> Any:
    """Reviews of the reader's own passport that wait for their revision or withdrawal."""
    reviews = Review.objects.visible_to(user)
    last = reviews.filter(passport=OuterRef("passport")).values("pk")[:1]
    revised = PassportChange.objects.visible_to(user).filter(
        record=OuterRef("passport"), new="draft", at__gt=OuterRef("at")
    )
    own = Passport.objects.own(user).filter(status__in=handling.REVIEWABLE)
    asks = reviews.filter(passport__in=own.values("pk"), pk=Subquery(last)).exclude(outcome=ReviewOutcome.GOES_ON)
    return asks.exclude(Exists(revised))


def asked_for(user: User) -> Any:
    """Holders' requests that no review has answered: of passports that the reader has in hand, or nobody has."""
    held = Review.objects.visible_to(user).filter(passport=OuterRef("passport"), at__date__gte=OuterRef("on"))
    asked: Any = PassportReminder.objects.visible_to(user).filter(
        kind=Kind.REVIEW_ASKED, passport__status__in=handling.REVIEWABLE
    )
    whose = Q(passport__ra_officer=user) | in_nobodys_hands("passport__")
    found = asked.filter(whose).exclude(passport__holder__account=user).exclude(Exists(held))
    latest = found.order_by("passport_id", "-on").distinct("passport_id")
    return latest.select_related("passport")[:SHOWN]


def _to_answer(asks: Review) -> Waiting:
    text = "Change your passport: the review found that it needs to change"
    if asks.outcome == ReviewOutcome.NOT_NEEDED:
        text = "Decide whether to withdraw your passport: the review found it no longer needed"
    return Waiting(text, reverse("welfare:passport"), timezone.localdate(asks.at))


def _to_hold(asked: PassportReminder) -> Waiting:
    url = reverse("welfare:passports-review", args=[asked.passport_id])
    return Waiting(f"Review {asked.passport}: its holder says that something has changed", url, asked.on)


urlpatterns = [path("passport/ask-review/", ask_review, name="passport-ask-review")]


def section_urls() -> list[URLPattern]:
    return [path("passports/<int:pk>/review/", review, name="passports-review")]
