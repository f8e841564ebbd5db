"""What waits for somebody among the people records."""

from django.db.models import Count, Min
from django.urls import reverse

from people.promotion.models import PromotionApplication, PromotionProcess
from people.roles import Role
from people.workforce.models import User
from wmp.lib.waiting import Waiting


def waiting_for(user: User) -> list[Waiting]:
    """For the promotion team: processes with candidates who have no result yet."""
    if not user.has_role(Role.PROMOTION_TEAM):
        return []
    open_ones = PromotionApplication.objects.visible_to(user).filter(status__in=PromotionApplication.OPEN)
    counted = open_ones.values("process").annotate(open=Count("pk"), since=Min("applied_on"))
    counts = {row["process"]: row for row in counted if row["since"]}
    processes = PromotionProcess.objects.visible_to(user).filter(pk__in=counts).select_related("from_rank", "to_rank")
    return [
        Waiting(
            f"Enter results for {process}: {counts[process.pk]['open']} without one",
            reverse("people:promotion-processes-detail", args=[process.pk]),
            counts[process.pk]["since"],
        )
        for process in processes
    ]
