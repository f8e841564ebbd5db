"""Endorsing an application: the candidate's line manager is asked, and says once whether they support it.

Who answers is the line manager of today, and nobody who was one. Where that changed before an answer, the candidate
asks the new one. An answer is taken until results are told: one that comes after the closing day says so by its day.
"""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from people.promotion.around import Endorsement
from people.promotion.handling import team_of
from people.promotion.models import ApplicationStatus, PromotionApplication
from people.roles import line_reports_of, managers_of, posts_of_today
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.keys import among
from wmp.lib.marks import mark_of
from wmp.lib.workflow import IllegalMove, StaleMove

NOBODY = "No line manager of yours has an account here, so nobody can be asked. The promotion team decides about it."
FORMER = "You are not their line manager any more. They can ask the one who is."
TOLD = "Results are told, so nothing more is said about the application."
WITHDRAWN = "The application was withdrawn."
ANSWERED = "You have answered already."
CHANGED = "The statement was changed since you opened this page. Read it again before you answer."


def manager_of(application: PromotionApplication) -> User | None:
    """Who is asked: the line manager whom the candidate's post of today in the rank names, where they have an account.

    Never the candidate, whatever a post says.
    """
    return next(iter(_endorsers(application)), None)


def _endorsers(application: PromotionApplication) -> list[User]:
    """Where posts of the rank name two, either may answer."""
    named = managers_of(application.candidate_id, rank=application.process.from_rank_id)
    return [each for each in named if each.pk != application.candidate.account_id]


@transaction.atomic
def ask(application: PromotionApplication, *, by: User) -> Endorsement | None:
    """Asks the line manager of today, when it is made or after the line manager changed. The same once more is the one
    that there is. None where nobody can be asked: the promotion team hears of it. Raises IllegalMove.
    """
    held = held_application(application.pk)
    if held.candidate.account_id != by.pk:
        raise IllegalMove("Only the candidate can do this.")
    if trouble := _over(held):
        raise IllegalMove(trouble)
    if not held.process.needs_endorsement:
        raise IllegalMove("This process needs no endorsement.")
    asked: Endorsement | None = Endorsement._base_manager.filter(application=held).first()
    manager = manager_of(held)
    if asked and asked.supports is not None:
        raise IllegalMove("Your line manager has answered already.")
    if manager is None:
        if asked is None:
            tell_team(held, "has nobody who could be asked to endorse it")
        return asked
    if asked and asked.asked_id == manager.pk:
        return asked
    made: Endorsement = Endorsement._base_manager.update_or_create(
        application=held, defaults={"asked": manager, "asked_at": clock.now()}
    )[0]
    alert(
        [manager],
        subject="Say whether you support an application",
        text=f"Endorsement {made.pk} waits for your answer: somebody who reports to you applies for promotion.",
        path=reverse("people:endorse", args=[made.pk]),
    )
    return made


@transaction.atomic
def endorse(endorsement: Endorsement, *, by: User, supports: bool, comment: str = "", read: str = "") -> None:
    """The answer, once. `read` is the mark of the statement that the manager had before them, where they read it.

    Raises IllegalMove; StaleMove where it was answered, or the statement changed meanwhile.
    """
    held = held_application(endorsement.application_id)
    now: Endorsement = Endorsement._base_manager.get(pk=endorsement.pk)
    if now.supports is not None:
        raise StaleMove(ANSWERED)
    if trouble := why_not_answer(now, held, by):
        raise IllegalMove(trouble)
    if read and read != mark_of(held.statement):
        raise StaleMove(CHANGED)
    if not supports and not comment.strip():
        raise IllegalMove("Say why you do not support the application.")
    now.supports, now.comment, now.given_at = supports, comment, clock.now()
    now.save(update_fields=["supports", "comment", "given_at"])
    if held.candidate.account:
        alert(
            [held.candidate.account],
            subject="Your line manager has answered",
            text=f"Your line manager has said whether they support application {held.pk}. Open it to read it.",
            path=reverse("people:my-application", args=[held.pk]),
        )


def why_not_answer(endorsement: Endorsement, application: PromotionApplication, user: User) -> str:
    """Why `user` cannot answer it now, in a sentence; "" where they can."""
    if endorsement.asked_id != user.pk or application.candidate.account_id == user.pk:
        return "Somebody else is asked."
    if trouble := _over(application):
        return trouble
    return "" if user in _endorsers(application) else FORMER


def _over(application: PromotionApplication) -> str:
    """Whether there is nothing left to endorse, by what its candidate and manager may know. No result shows in it."""
    if application.process.published_at:
        return TOLD
    return WITHDRAWN if application.status == ApplicationStatus.WITHDRAWN else ""


def still_asked(user: User) -> Any:
    """What waits for the reader's answer: of those who report to them today."""
    asked: Any = Endorsement.objects.visible_to(user).filter(asked=user.pk, supports=None)
    asked = asked.filter(among("application__candidate", line_reports_of(user)))
    of_rank = {"person": OuterRef("application__candidate"), "rank": OuterRef("application__process__from_rank")}
    asked = asked.filter(Exists(posts_of_today().filter(line_manager__account=user, **of_rank)))
    over = Q(application__status=ApplicationStatus.WITHDRAWN) | Q(application__process__published_at__isnull=False)
    return asked.exclude(over).order_by("asked_at", "pk")


def held_application(pk: int) -> PromotionApplication:
    """The application as it stands, with its candidate and process, held to the end of the transaction."""
    rows: Any = PromotionApplication._base_manager.select_related("candidate__account", "process__from_rank")
    held: PromotionApplication = rows.select_for_update(of=("self",), no_key=True).get(pk=pk)
    return held


# --- who is told ---


def tell_team(application: PromotionApplication, what: str) -> None:
    """Whoever of the promotion team handles it."""
    alert(
        team_of(application.process_id),
        subject=f"Promotion application {application.pk}",
        text=f"Promotion application {application.pk} {what}.",
        path=reverse("people:promotion-applications-detail", args=[application.pk]),
    )
