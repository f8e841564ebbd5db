"""What is done with processes and applications besides a single move: publishing, withdrawing, appeals.

Each holds the process's row first, so that publishing meets everything else before or after it and never beside it.
None needs a request. Raises IllegalMove or StaleMove with a sentence, PermissionDenied for somebody who may not.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from people.promotion.around import Feedback, OutcomeLetter, PoolPlace
from people.promotion.letters import Letter, appeal_letter, appeal_until, outcome_letter
from people.promotion.models import (
    TOLD,
    ApplicationStatus,
    PromotionApplication,
    PromotionApplicationChange,
    PromotionProcess,
    own_processes,
)
from people.roles import Role, holders_of
from wmp.lib import clock
from wmp.lib.alerts import alert, alert_each
from wmp.lib.days import months_after
from wmp.lib.words import counted, long_day, long_moment
from wmp.lib.workflow import IllegalMove

UNTOLD = "Results are not published yet."
APPEALS_ARE_SOMEBODY_ELSES = "You recorded the first outcome, so somebody else of the team decides the appeal."


def hold(process_id: int) -> PromotionProcess:
    """The process as it stands now, held to the end of the transaction."""
    processes = PromotionProcess.objects.unscoped().select_related("from_rank", "to_rank")
    return processes.select_for_update(of=("self",)).get(pk=process_id)


def hold_untold(process_id: int) -> PromotionProcess:
    """The same, where its results are not published. Raises IllegalMove."""
    process = hold(process_id)
    if process.published_at:
        raise IllegalMove(TOLD)
    return process


def team_of(process_id: int) -> Any:
    """Accounts of the promotion team that handle the applications of a process: not its candidates' own, for what they
    would be told is about a rival.
    """
    rivals: Any = PromotionApplication.objects.unscoped().filter(process=process_id)
    rivals = rivals.filter(candidate__account__isnull=False).values("candidate__account")
    return holders_of(Role.PROMOTION_TEAM).exclude(pk__in=rivals)


# --- publishing ---


def why_not_publish(process: PromotionProcess, *, still_open: int, decided: int) -> str:
    """Why results cannot be told now, in a sentence; "" where they can."""
    if process.published_at:
        return f"Results were published on {long_moment(process.published_at)}."
    if process.closes_on and process.closes_on >= clock.today():
        # Whoever applied after that would be the only one whose outcome is told apart from all others.
        return (
            f"Applications are taken until {long_day(process.closes_on)}. "
            "Results can be published from the day after, to all candidates at one moment."
        )
    if still_open:
        return f"{counted(still_open, 'application')} without an outcome yet. Record each first."
    return "" if decided else "Nobody has an outcome in this process, so there is nothing to publish."


@transaction.atomic
def publish(process: PromotionProcess, *, by: Any) -> int:
    """Tells all candidates at one moment, and returns how many. A fixed number of queries.

    Refused while applications are taken or open, a second time, and for somebody who applied in the process.
    """
    held = hold(process.pk)
    applications = PromotionApplication.objects.unscoped().filter(process=held)
    if _is_candidate(by, held.pk):
        raise PermissionDenied("You applied in this process, so somebody else publishes its results.")
    still_open = applications.filter(status__in=PromotionApplication.OPEN).count()
    decided = list(applications.filter(status__in=PromotionApplication.DECIDED).select_related("candidate__account"))
    if trouble := why_not_publish(held, still_open=still_open, decided=len(decided)):
        raise IllegalMove(trouble)
    held.published_at, held.published_by = clock.now(), by
    held.save(update_fields=["published_at", "published_by"])
    tell(decided, held)
    return len(decided)


def tell(applications: Collection[PromotionApplication], process: PromotionProcess) -> None:
    """Pool places, letters with feedback, and alerts, for these candidates of a process that is published."""
    feedback = {each.application_id: each for each in Feedback.objects.unscoped().filter(application__in=applications)}
    until = months_after(clock.today(), process.pool_months)
    written = []
    for application in applications:
        application.process = process
        successful = application.status == ApplicationStatus.SUCCESSFUL
        words = outcome_letter(
            application, feedback=feedback.get(application.pk), pool_until=until if successful else None
        )
        written.append((application, words))
    add_to_pool([each for each in applications if each.status == ApplicationStatus.SUCCESSFUL], until)
    _send(written)


def add_to_pool(applications: Iterable[PromotionApplication], until: date) -> None:
    """A place for each, until a day. Whoever has one keeps it."""
    places = [PoolPlace(application=each, since=clock.today(), until=until) for each in applications]
    PoolPlace.objects.bulk_create(places, ignore_conflicts=True)


def _send(written: Collection[tuple[PromotionApplication, Letter]]) -> None:
    """Letters stand behind the sign-in; the mail that one is there says nothing of the outcome, nor of the process's.

    A fixed number of queries. Mail is read over shoulders and on telephones, and its server keeps it.
    """
    letters = OutcomeLetter.objects.bulk_create(
        OutcomeLetter(application=application, subject=words.subject, text=words.text) for application, words in written
    )
    subject = "A letter about your promotion application"
    text = "There is a letter for you about your promotion application."
    alert_each(
        (account, subject, text, reverse("people:promotion-letter", args=[letter.pk]))
        for letter in letters
        if (account := letter.application.candidate.account)
    )


# --- the candidate's own verbs ---


@transaction.atomic
def withdraw(application: PromotionApplication, *, by: Any, reason: str = "") -> None:
    """By the candidate, at any time before results are published: whether there is one already is not to be told."""
    if application.candidate.account_id != by.pk:
        raise PermissionDenied
    hold_untold(application.process_id)
    application.refresh_from_db()
    application.withdraw_untold(by=by, on=clock.today(), reason=reason)


@transaction.atomic
def appeal(application: PromotionApplication, *, by: Any, reason: str) -> None:
    """By the candidate, in the days that the process gives. The team is alerted."""
    if application.candidate.account_id != by.pk:
        raise PermissionDenied
    until = appeal_until(hold(application.process_id))
    if until is None:
        raise IllegalMove(UNTOLD)
    if clock.today() > until:
        raise IllegalMove(f"The last day to appeal was {long_day(until)}.")
    application.appeal(by=by, reason=reason)
    _tell_of_appeal(application, by)


def _tell_of_appeal(application: PromotionApplication, by: Any) -> None:
    """Whoever may decide it, but for whoever brought it in."""
    alert(
        team_of(application.process_id).exclude(pk=by.pk),
        subject=f"Appeal about promotion application {application.pk}",
        text="A candidate appeals. Open the application to decide.",
        path=reverse("people:promotion-applications-detail", args=[application.pk]),
    )


# --- the team's ---


def _is_candidate(user: Any, process_id: int) -> bool:
    return bool(own_processes(user).filter(process=process_id).exists())


def must_not_be_candidate(application: PromotionApplication, by: Any) -> None:
    """Neither their own nor a rival's. Raises PermissionDenied."""
    if _is_candidate(by, application.process_id):
        raise PermissionDenied


@transaction.atomic
def move_untold(application: PromotionApplication, verb: str, *, by: Any, **given: Any) -> None:
    """A verb of the application on its way to a result, or a withdrawal by the team, before results are published."""
    must_not_be_candidate(application, by)
    hold_untold(application.process_id)
    getattr(application, verb)(by=by, **given)


@transaction.atomic
def record_appeal(application: PromotionApplication, *, by: Any, reason: str) -> None:
    """An appeal that came to the team another way, after the last day too, for the reason given. Others are alerted."""
    must_not_be_candidate(application, by)
    if hold(application.process_id).published_at is None:
        raise IllegalMove(UNTOLD)
    application.appeal(by=by, reason=reason)
    _tell_of_appeal(application, by)


def decided_first(user: Any) -> Exists:
    """For a list of applications: did `user` record the result that an appeal is about?"""
    results = PromotionApplicationChange.objects.unscoped().filter(
        record=OuterRef(OuterRef("pk")), old__in=PromotionApplication.OPEN
    )
    last = results.filter(new=ApplicationStatus.UNSUCCESSFUL).order_by("-at", "-pk").values("pk")[:1]
    return Exists(PromotionApplicationChange.objects.unscoped().filter(pk=Subquery(last), by=user.pk))


def may_decide_appeal(application: PromotionApplication, user: Any) -> bool:
    """Nobody decides the appeal about a result that they recorded."""
    found = PromotionApplication.objects.unscoped().filter(pk=application.pk)
    return not found.filter(decided_first(user)).exists()


@transaction.atomic
def uphold_appeal(application: PromotionApplication, *, by: Any, on: date, reason: str) -> None:
    """The outcome is success from that day, with a place in the pool and a letter."""
    process = _hold_for_appeal(application, by)
    application.uphold_appeal(by=by, on=on, reason=reason)
    if process.published_at:
        until = months_after(clock.today(), process.pool_months)
        add_to_pool([application], until)
        _answer(application, process, upheld=True, pool_until=until)


@transaction.atomic
def dismiss_appeal(application: PromotionApplication, *, by: Any, reason: str) -> None:
    """The outcome stays, and a letter says so."""
    process = _hold_for_appeal(application, by)
    application.dismiss_appeal(by=by, reason=reason)
    if process.published_at:
        _answer(application, process, upheld=False, pool_until=None)


def _hold_for_appeal(application: PromotionApplication, by: Any) -> PromotionProcess:
    must_not_be_candidate(application, by)
    process = hold(application.process_id)
    if not may_decide_appeal(application, by):
        raise IllegalMove(APPEALS_ARE_SOMEBODY_ELSES)
    return process


def _answer(
    application: PromotionApplication, process: PromotionProcess, *, upheld: bool, pool_until: date | None
) -> None:
    application.process = process
    _send([(application, appeal_letter(application, upheld=upheld, pool_until=pool_until))])


@transaction.atomic
def take_back(application: PromotionApplication, *, by: Any, reason: str) -> None:
    """A result that was a slip, before it is told."""
    must_not_be_candidate(application, by)
    hold_untold(application.process_id)
    application.take_back(by=by, reason=reason)
