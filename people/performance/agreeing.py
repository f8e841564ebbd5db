"""Individual objectives: proposed by either side, and agreed by both. The one place for the rule.

- Who writes an objective agrees to it, and the other side has to agree anew: to these words and no others.
- Both objectives agreed by both: the appraisal has its day (`objectives_set_on`). It loses it when one of them is
  changed, and has another one when both agree again (ours).

Every verb holds the row of the appraisal, so that of two people who act at once the second finds what the first did.
"""

from datetime import date
from enum import Enum
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from people.performance.choices import Level, YearStatus
from people.performance.eligibility import is_line_manager
from people.performance.models import Appraisal
from people.performance.objectives import Objective
from people.roles import line_reports_of, managers_of, own_person
from wmp.lib import clock
from wmp.lib.access import Reader
from wmp.lib.alerts import Alert, alert
from wmp.lib.keys import among
from wmp.lib.marks import mark_of
from wmp.lib.workflow import IllegalMove, StaleMove


class Side(Enum):
    """What somebody is in a conversation about a year: whom it is about, or their line manager of today."""

    PERSON = "person"
    MANAGER = "manager"

    @property
    def other(self) -> "Side":
        return Side.MANAGER if self is Side.PERSON else Side.PERSON

    @property
    def agreed(self) -> str:
        """The field with the day on which this side agreed to an objective."""
        return f"agreed_by_{self.value}_on"


def between(user: Reader) -> Q:
    """Appraisals in which `user` is one of the two: their own, and those of the people who report to them today."""
    return among("person", own_person(user)) | among("person", line_reports_of(user, specials=False))


def side_of(appraisal: Appraisal, user: Any) -> Side:
    """Raises IllegalMove for whoever is neither."""
    if appraisal.person.account_id == user.pk:
        return Side.PERSON
    if is_line_manager(appraisal, user):
        return Side.MANAGER
    raise IllegalMove("This is between the person and their line manager of today.")


def hold(appraisal: Appraisal) -> Appraisal:
    """Its row as it stands now, held until the transaction ends. Raises IllegalMove where nothing is entered any more.

    Objectives, conversations and self-assessments are entered while the year is open.
    """
    rows = Appraisal._base_manager.select_for_update(of=("self",), no_key=True)
    held: Appraisal = rows.select_related("year", "person").get(pk=appraisal.pk)
    if trouble := obstacle(held):
        raise IllegalMove(trouble)
    return held


def obstacle(appraisal: Appraisal) -> str:
    """Why nothing is entered in the year, in a sentence; "" where it is."""
    if appraisal.year.status == YearStatus.OPEN:
        return ""
    words = "has not been opened yet" if appraisal.year.status == YearStatus.SET_UP else "is over"
    return f"The performance year {appraisal.year} {words}, so it stands as it is."


def why_objectives_stand(appraisal: Appraisal) -> str:
    """Why no objective is written or changed, in a sentence; "" where one can be.

    What was agreed and then talked about at the end of the year is not written anew (ours).
    """
    if appraisal.year_end_on and appraisal.objectives_set_on:
        return "The year-end conversation has been held, so the objectives stand as they were agreed."
    return obstacle(appraisal)


def mark(objective: Objective) -> str:
    """A mark of the words of an objective: somebody agrees to what they read."""
    return mark_of(objective.text, objective.measure, objective.due)


def is_agreed(objective: Objective) -> bool:
    return bool(objective.agreed_by_person_on and objective.agreed_by_manager_on)


@transaction.atomic
def propose(
    appraisal: Appraisal, number: int, *, by: Any, text: str, measure: str = "", due: date | None = None
) -> Objective:
    """Writes one of the two, or writes it anew. Words that stay the same void nothing. Raises IllegalMove."""
    side, held = side_of(appraisal, by), hold(appraisal)
    if trouble := why_objectives_stand(held):
        raise IllegalMove(trouble)
    if number not in range(1, Objective.EACH + 1) or not text.strip():
        raise IllegalMove(f"There are {Objective.EACH} individual objectives, and each says something.")
    fresh = Objective(year=held.year, level=Level.INDIVIDUAL, appraisal=held, number=number)
    found: Objective = _of(held).filter(number=number).first() or fresh
    before = mark(found)
    found.text, found.measure, found.due = text, measure, due
    if found.pk and mark(found) == before:
        return found
    setattr(found, side.agreed, clock.today())
    setattr(found, side.other.agreed, None)
    found.save()
    _set(held, None)
    tell(held, side.other, "An objective has been proposed or changed. Read it, and agree to it or change it.")
    return found


@transaction.atomic
def agree(objective: Objective, *, by: Any, seen: str) -> None:
    """Agrees to the words that `by` saw, by their mark. A second click changes nothing.

    Raises IllegalMove, and StaleMove where they have been changed since.
    """
    if objective.appraisal is None:
        raise IllegalMove("Objectives of the force and of departments are set, not agreed.")
    side, held = side_of(objective.appraisal, by), hold(objective.appraisal)
    both = {each.number: each for each in _of(held)}
    found = both[objective.number]
    if mark(found) != seen:
        raise StaleMove("It has been changed since you opened the page. Read it again before you agree.")
    if getattr(found, side.agreed):
        return
    setattr(found, side.agreed, clock.today())
    found.save(update_fields=[side.agreed])
    if len(both) == Objective.EACH and all(map(is_agreed, both.values())):
        _set(held, clock.today())
        tell(held, side.other, "Both individual objectives are agreed.")


def _of(appraisal: Appraisal) -> Any:
    return Objective._base_manager.filter(appraisal=appraisal, level=Level.INDIVIDUAL)


def _set(appraisal: Appraisal, on: date | None) -> None:
    if appraisal.objectives_set_on != on:
        appraisal.objectives_set_on = on
        appraisal.save(update_fields=["objectives_set_on"])


def address_for(appraisal: Appraisal, side: Side) -> str:
    """The page of the year, of either."""
    return reverse("people:my-performance-year" if side is Side.PERSON else "people:team-member", args=[appraisal.pk])


def tell(appraisal: Appraisal, side: Side, text: str) -> None:
    """Tells one side, once for as long as they have not looked. Names nobody, and nothing of what was written."""
    path, subject = address_for(appraisal, side), f"Performance year {appraisal.year}"
    accounts = [appraisal.person.account] if side is Side.PERSON else managers_of(appraisal.person_id, specials=False)
    for each in accounts:
        if each is None or not each.is_active:
            continue
        waiting = Alert.objects.visible_to(each).filter(path=path, text=text, seen_at=None)
        if not waiting.exists():
            alert([each], subject=subject, text=text, path=path)
