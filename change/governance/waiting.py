"""What governance waits for: actions, of whoever is to do them, and overdue ones, of change managers."""

from django.db.models import Count, Min
from django.urls import reverse

from change.governance.models import Action, ActionStatus, overdue
from change.governance.registers import ACTIONS
from people.workforce.models import User
from wmp.lib import clock
from wmp.lib.waiting import Waiting
from wmp.lib.words import counted

# So many actions of one's own stand on the home page, the most urgent first.
MOST = 20


def own_actions(user: User) -> list[Waiting]:
    """What the reader is to do: each leads to the page on which it is finished."""
    mine = Action.objects.visible_to(user).filter(owner=user, status=ActionStatus.OPEN).order_by("due", "pk")
    return [
        Waiting(
            f"Do what was agreed: {each.what}", reverse("change:actions-detail", args=[each.pk]), each.set_on, each.due
        )
        for each in mine[:MOST]
    ]


def overdue_actions(user: User) -> list[Waiting]:
    """One line for all of them."""
    found = (
        Action.objects.visible_to(user).filter(overdue(clock.today())).aggregate(number=Count("pk"), first=Min("due"))
    )
    if not found["number"]:
        return []
    words = f"Follow up {counted(found['number'], 'overdue action')}"
    return [Waiting(words, f"{ACTIONS.url}?standing=overdue", found["first"])]
