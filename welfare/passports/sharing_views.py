"""Section 8, for the holder of a passport: who can see what, sharing it and taking it back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from people.models import User
from people.requests import Request
from welfare.cases.handling import name_of
from welfare.passports import handling
from welfare.passports.audience import who_sees
from welfare.passports.choices import PassportStatus, Purpose
from welfare.passports.line_managers import not_now, questions_for
from welfare.passports.models import REVIEW_MONTHS, Passport
from welfare.passports.own_record import own_passports
from welfare.passports.recipients import pick_recipients
from welfare.passports.sharing import PassportVersion, Share
from welfare.passports.sharing_forms import NOW, ShareForm, is_unfinished
from wmp.lib import clock, drafting
from wmp.lib.days import months_after
from wmp.lib.waiting import Waiting
from wmp.lib.words import long_day
from wmp.lib.workflow import IllegalMove, StaleMove

PAST_SHOWN = 30


def own_passport(user: User) -> Passport:
    """The reader's passport that is not withdrawn, or else their last one. Raises Http404 where they have none."""
    # A newer one is begun only when the one before is withdrawn.
    found: Passport = get_object_or_404(own_passports(user)[:1])
    return found


def crumbs(*further: tuple[str, str]) -> list[dict[str, str]]:
    steps = [("Home", reverse("home")), ("My passport", reverse("welfare:passport")), *further]
    return [{"text": text, "url": url} for text, url in steps]


SECTION = ("Sharing", "welfare:passport-sharing")


def _within() -> list[dict[str, str]]:
    return crumbs((SECTION[0], reverse(SECTION[1])))


# --- who can see what ---


@dataclass(frozen=True)
class Given:
    """A share as its holder reads it. `trouble` says why it opens nothing although it was not taken back."""

    share: Any
    who: str
    trouble: str = ""

    @property
    def ended(self) -> str:
        """When and why it ended, of one that did."""
        if self.share.ended_at is None:
            return f"Ran out on {long_day(self.share.expires_on)}"
        on = long_day(timezone.localdate(self.share.ended_at))
        return f"{self.share.get_ended_because_display()} on {on}"


def _shares(user: User, passport: Passport) -> list[Any]:
    shares: Any = Share.objects.visible_to(user).filter(passport=passport).select_related("to", "version")
    return list(shares.defer("version__content")[:200])


def _given(share: Any, managers: list[User]) -> Given:
    return Given(share, name_of(share.to), share.closed_because(managers))


def _sentences(passport: Any, live: list[Given], managers: list[User]) -> Iterator[str]:
    """Who can see what now, and who cannot."""
    yield "You see all of it, and who opened it."
    if not passport.sent_on:
        yield "RA officers see nothing of it: you have not sent it to them."
    open_now = [each.share for each in live if not each.trouble]
    yield from who_sees(passport, open_now)
    if passport.status == PassportStatus.WITHDRAWN:
        yield "Nobody else sees any of it: you have withdrawn this passport."
        return
    yield from (f"{each.who} sees nothing of it: {each.trouble}." for each in live if each.trouble)
    served = {each.to_id for each in open_now} | {each["pk"] for each in passport.owners}
    for manager in managers:
        if manager.pk not in served:
            yield f"{name_of(manager)}, your line manager, sees nothing of it, and does not learn that you have one."
    yield "Nobody else sees any of it. Nobody you share it with ever sees medical detail. Each reading is noted."


def sharing(request: Request) -> HttpResponse:
    """Who can see what now; each share; what was shared before."""
    passport = own_passport(request.user)
    managers = handling.line_managers_of(passport)
    today = clock.today()
    given = [_given(each, managers) for each in _shares(request.user, passport)]
    withdrawn = passport.status == PassportStatus.WITHDRAWN
    live = [each for each in given if each.share.ended_at is None and each.share.expires_on >= today and not withdrawn]
    by_now = {each.share.to_id for each in live if each.share.purpose == Purpose.MANAGEMENT and not each.trouble}
    context = {
        "title": "Sharing",
        "caption": "Section 8 of my passport",
        "passport": passport,
        "sentences": list(_sentences(passport, live, managers)),
        "live": live,
        "past": [each for each in given if each not in live][:PAST_SHOWN],
        "manager": next((each for each in managers if each.pk not in by_now), None) if not withdrawn else None,
        "until": months_after(today, REVIEW_MONTHS),
        "questions": list(questions_for(request.user).filter(passport=passport)),
        "decide": handling.awaits_decision(passport),
        "send_to": managers[0] if managers else None,
        "withdrawn": withdrawn,
        "breadcrumbs": crumbs(),
    }
    return render(request, "welfare/passport/sharing.html", context)


# --- sharing and taking back ---


def _refused(request: Request, title: str, trouble: str) -> HttpResponse:
    context = {"title": title, "trouble": trouble, "back_url": reverse("welfare:passport-sharing")}
    return render(request, "welfare/refused.html", context, status=409)


def _one_click(request: Request, title: str, do: Callable[[], str]) -> HttpResponse:
    """Does it and says so, or says why not."""
    try:
        with transaction.atomic():
            done = do()
    except (IllegalMove, StaleMove) as error:
        return _refused(request, title, str(error))
    messages.success(request, done)
    return redirect("welfare:passport-sharing")


def _kept(request: Request, passport: Passport) -> list[PassportVersion]:
    versions: Any = PassportVersion.objects.visible_to(request.user).filter(passport=passport)
    return list(versions.defer("content"))


def _chosen_version(passport: Passport, versions: list[PassportVersion], choice: str, *, by: User) -> PassportVersion:
    """The version of that number, or the passport as it is now, kept first. What says nothing is not shared."""
    if choice != NOW:
        return next(each for each in versions if str(each.number) == choice)
    passport.must_say_something()
    return handling.current_version(passport, by=by)


MANAGER_CHANGED = "Your line manager has changed. Look again at who it is before you share."


def _manager_named(passport: Passport, pk: int) -> User | None:
    """From a page that was open while the line manager changed it would go to somebody whom the page did not name."""
    return next((each for each in handling.line_managers_of(passport) if each.pk == pk), None)


@require_POST
def share_with_manager(request: Request, pk: int) -> HttpResponse:
    """One click: what the holder stands by, with their line manager of today, for six months."""
    passport = own_passport(request.user)
    manager = _manager_named(passport, pk)

    def do() -> str:
        if manager is None:
            raise IllegalMove(MANAGER_CHANGED)
        versions = _kept(request, passport)
        choice = str(versions[0].number) if is_unfinished(passport, versions) else NOW
        version = _chosen_version(passport, versions, choice, by=request.user)
        made = handling.share(version, by=request.user, to=manager, purpose=Purpose.MANAGEMENT)
        return f"{name_of(manager)} sees version {version.number} until {long_day(made.expires_on)}."

    return _one_click(request, "Share with my line manager", do)


def share(request: Request) -> HttpResponse:
    """With somebody else: whom, what for, which version, until when."""
    passport = own_passport(request.user)
    if passport.status == PassportStatus.WITHDRAWN:
        return _refused(request, "Share with somebody", f"{passport} has been withdrawn: nobody can see it any more.")
    versions = _kept(request, passport)
    form = ShareForm(request.POST or None, holder=request.user, passport=passport, versions=versions)
    drafting.keep(request, form)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                said = _share(form, passport, versions, by=request.user)
                drafting.forget(form)
        except (IllegalMove, StaleMove) as error:
            trouble = str(error)
        else:
            messages.success(request, said)
            return redirect("welfare:passport-sharing")
    back = reverse("welfare:passport-sharing")
    context = {
        "title": "Share with somebody",
        "form": form,
        "submit": "Share it",
        "cancel_url": back,
        "trouble": trouble,
        "breadcrumbs": _within(),
    }
    return render(request, "welfare/passport/sharing_new.html", context, status=409 if trouble else 200)


def _share(form: ShareForm, passport: Passport, versions: list[PassportVersion], *, by: User) -> str:
    given = form.cleaned_data
    version = _chosen_version(passport, versions, given["version"], by=by)
    made = handling.share(version, by=by, to=given["to"], purpose=given["purpose"], expires_on=given["expires_on"])
    return f"{name_of(made.to)} sees version {version.number} until {long_day(made.expires_on)}. They have been told."


@require_POST
def end(request: Request, pk: int) -> HttpResponse:
    """One click takes it back, with effect on the next request of whoever had it."""
    passport = own_passport(request.user)
    shares: Any = Share.objects.visible_to(request.user).filter(passport__in=Passport.objects.own(request.user))
    given = get_object_or_404(shares.select_related("to", "passport__holder"), pk=pk)

    def do() -> str:
        handling.end_share(given, by=request.user)
        words = f"Taken back. {name_of(given.to)} can no longer open it."
        if passport.status == PassportStatus.WITH_MANAGER and given.purpose == Purpose.COMMENT:
            words += " Your passport waits for a comment that nobody can make: decide how it goes on."
        return words

    return _one_click(request, "Take back", do)


# --- a new line manager ---


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    """Not now: nothing is shared with this line manager, and nobody asks again."""
    asked = get_object_or_404(questions_for(request.user), pk=pk)
    not_now(asked)
    who = name_of(asked.manager)
    messages.success(request, f"{who} sees nothing, and is not told that you were asked. You can share it at any time.")
    return redirect("welfare:passport-sharing")


@require_POST
def send_again(request: Request, pk: int) -> HttpResponse:
    """For section 4.1, to the line manager of today, where the one who had it cannot comment any more."""
    passport = own_passport(request.user)
    manager = _manager_named(passport, pk)

    def do() -> str:
        if not handling.awaits_decision(passport):
            raise IllegalMove(f"{passport} does not wait for your decision.")
        if manager is None:
            raise IllegalMove(MANAGER_CHANGED)
        made = handling.send_to_manager_again(passport, by=request.user, to=manager)
        return f"Sent to {name_of(made.to)}, for their comments in section 4.1."

    return _one_click(request, "Send to my line manager", do)


@require_POST
def go_on(request: Request) -> HttpResponse:
    """To the RA officer, not waiting for section 4.1 any longer."""
    passport = own_passport(request.user)

    def do() -> str:
        if passport.status != PassportStatus.WITH_MANAGER:
            raise IllegalMove(f"{passport} does not wait for a line manager’s comment.")
        handling.send_to_ra_officer(passport, by=request.user, reason="Without the line manager’s comment")
        return "Sent to the RA officer, without section 4.1."

    return _one_click(request, "Go on without a comment", do)


def waiting_on_holder(user: User) -> list[Waiting]:
    """Lines of the home page: a passport that waits for its holder's decision, and new line managers."""
    passport: Any = Passport.objects.own(user).live().select_related("holder").first()
    if passport is None:
        return []
    url = reverse("welfare:passport-sharing")
    found = []
    if handling.awaits_decision(passport):
        found.append(Waiting("Decide how your passport goes on: nobody can comment on it now", url, passport.since))
    found += [
        Waiting(
            f"Your line manager is now {name_of(each.manager)}. Share your passport with them?",
            url,
            timezone.localdate(each.asked_at),
        )
        for each in questions_for(user)[:3]
    ]
    return found


urlpatterns = [
    path("passport/sharing/", sharing, name="passport-sharing"),
    path("passport/sharing/new/", share, name="passport-share"),
    path("passport/sharing/recipients/", pick_recipients, name="passport-pick-recipients"),
    path("passport/sharing/line-manager/<int:pk>/", share_with_manager, name="passport-share-with-manager"),
    path("passport/sharing/<int:pk>/end/", end, name="passport-share-end"),
    path("passport/sharing/not-now/<int:pk>/", decline, name="passport-not-now"),
    path("passport/sharing/send-again/<int:pk>/", send_again, name="passport-send-again"),
    path("passport/sharing/go-on/", go_on, name="passport-go-on"),
]
