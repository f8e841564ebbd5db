"""What a candidate does with an application, whole: begins it, sends it, changes it, withdraws it.

Each is one transaction and raises IllegalMove or StaleMove. A candidate acts for themselves and nobody else does.
Whatever they may do depends on days and on what they were told, never on what has been decided and not published: what
a button does or refuses would tell it.
"""

from typing import Any

from django.db import IntegrityError, transaction

from people.promotion import handling
from people.promotion.eligibility import standing_of, takes_applications
from people.promotion.endorsing import ask, held_application, tell_team
from people.promotion.models import ApplicationStatus, PromotionApplication, PromotionProcess
from people.promotion.started import StartedApplication
from people.workforce.models import Person, User
from wmp.lib import clock
from wmp.lib.workflow import IllegalMove, StaleMove

CLOSED = "Applications cannot be made today: look at the days of the process."
APPLIED = "You have applied in this process already."


@transaction.atomic
def start(process: PromotionProcess, *, by: User) -> StartedApplication:
    """Begins an application, or finds the one that is begun. Raises IllegalMove."""
    person = _may_apply(process, by=by)
    started: Any = StartedApplication.objects.visible_to(by)
    begun: StartedApplication = started.get_or_create(process=process, candidate=person)[0]
    return begun


@transaction.atomic
def apply(process: PromotionProcess, *, by: User, statement: str) -> PromotionApplication:
    """Sends an application and asks the line manager to endorse it. Raises IllegalMove; StaleMove for a second one."""
    person = _may_apply(process, by=by)
    if not statement.strip():
        raise IllegalMove("Say first why you are ready for the rank.")
    try:
        with transaction.atomic():
            made = PromotionApplication.objects.create(
                process=process, candidate=person, statement=statement, applied_on=clock.today()
            )
    except IntegrityError as error:
        raise StaleMove(APPLIED) from error
    StartedApplication.objects.visible_to(by).filter(process=process, candidate=person).delete()
    if process.needs_endorsement:
        ask(made, by=by)
    return made


def _may_apply(process: PromotionProcess, *, by: User) -> Person:
    """Whoever acts, where they may apply. Raises IllegalMove with the first reason where they may not.

    Holds the process, so that nothing is sent into one whose results are being published.
    """
    person = Person.objects.own_of(by)
    process = handling.hold(process.pk)
    if not takes_applications(process):
        raise IllegalMove(CLOSED)
    obstacles = standing_of(person).obstacles(process)
    if obstacles or person is None:
        raise IllegalMove(obstacles[0].text)
    return person


@transaction.atomic
def change_statement(application: PromotionApplication, *, by: User, statement: str) -> None:
    """Until the closing day, while the line manager has not answered: what was endorsed stands. Raises IllegalMove."""
    application = _own(application, by=by)
    if trouble := why_not_change(application, answered=_answered(application)):
        raise IllegalMove(trouble)
    PromotionApplication._base_manager.filter(pk=application.pk).update(statement=statement)


def why_not_change(application: PromotionApplication, *, answered: bool) -> str:
    """Why its statement stands as it is, in a sentence; "" where the candidate may change it."""
    if application.status == ApplicationStatus.WITHDRAWN:
        return "You have withdrawn your application."
    if not takes_applications(application.process):
        return "Applications have closed, so your statement stands as you sent it."
    return "Your line manager has answered, so your statement stands as they read it." if answered else ""


def _answered(application: PromotionApplication) -> bool:
    return PromotionApplication._base_manager.filter(pk=application.pk, endorsement__supports__isnull=False).exists()


@transaction.atomic
def withdraw(application: PromotionApplication, *, by: User, reason: str = "") -> None:
    """For good, until results are told. The team hears of it. Raises IllegalMove, StaleMove, PermissionDenied."""
    handling.withdraw(application, by=by, reason=reason)
    tell_team(application, "was withdrawn by its candidate")


def _own(application: PromotionApplication, *, by: User) -> PromotionApplication:
    """The application as it stands, held. Raises IllegalMove where it is somebody else's."""
    held = held_application(application.pk)
    if held.candidate.account_id != by.pk:
        raise IllegalMove("Only the candidate can do this.")
    return held
