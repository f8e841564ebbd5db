"""Who sits on a moderation panel: added, made the chair and taken off by the performance lead, while it is open."""

from typing import Any

from django.db import transaction
from django.urls import reverse

from people.performance.choices import PanelStatus
from people.performance.panels import ModerationPanel, PanelMember
from people.roles import Role
from people.workforce.models import User
from wmp.lib.alerts import alert
from wmp.lib.workflow import IllegalMove


@transaction.atomic
def seat(panel: ModerationPanel, user: User, *, by: Any, chairs: bool = False) -> PanelMember:
    """Adds a member, or makes one the chair in place of who was; they are told. The performance lead's to say.

    Raises IllegalMove on a closed panel.
    """
    seats = _held_seats(panel, by)
    if chairs:
        seats.filter(chairs=True).exclude(user=user).update(chairs=False)
    member, is_new = PanelMember.objects.visible_to(by).get_or_create(
        panel=panel, user=user, defaults={"chairs": chairs}
    )
    if chairs and not member.chairs:
        member.chairs = True
        member.save(update_fields=["chairs"])
    if is_new:
        alert(
            [user],
            subject=f"You sit on a moderation panel: {panel}"[:200],
            text="You see the ratings that it moderates while it is open.",
            path=reverse("people:moderation", args=[panel.pk]),
        )
    return member


@transaction.atomic
def unseat(panel: ModerationPanel, user: Any, *, by: Any) -> None:
    """What they decided stays in the minutes. Raises IllegalMove on a closed panel."""
    _held_seats(panel, by).filter(user=user).delete()


def _held_seats(panel: ModerationPanel, by: Any) -> Any:
    """The members of the panel, which is held as it stands now: whoever closes it meanwhile waits, or was before."""
    if not by.has_role(Role.PERFORMANCE_LEAD):
        raise IllegalMove("The performance lead says who sits on a panel.")
    held = ModerationPanel.objects.visible_to(by).select_for_update(of=("self",), no_key=True).get(pk=panel.pk)
    if held.status != PanelStatus.OPEN:
        raise IllegalMove(f"{panel} is closed. Reopen it to change who sits on it.")
    return PanelMember.objects.visible_to(by).filter(panel=panel)
