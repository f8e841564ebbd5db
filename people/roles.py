"""The roles of the people who use the system, and who reports to whom. The only place that knows either.

The models ask here who may see them, so this module asks for them by name: it cannot import them.

A role is a Django group of the same name, given to accounts by the administrator. Two roles are not groups: everyone
who signs in is an employee, and a line manager is whoever current posts name as one.
"""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet, TextChoices

from wmp.lib import clock


class Role(TextChoices):
    WELFARE_OFFICER = "welfare officer", "Welfare officer"
    WELFARE_LEAD = "welfare lead", "Welfare lead"
    RA_OFFICER = "RA officer", "RA officer"
    DYSLEXIA_ASSESSOR = "dyslexia assessor", "Dyslexia assessor"
    PROMOTION_TEAM = "promotion team", "Promotion team"
    PERFORMANCE_LEAD = "performance lead", "Performance lead"
    TALENT_LEAD = "talent lead", "Talent lead"
    PEOPLE_DATA = "people data officer", "People data officer"
    CHANGE_MANAGER = "change manager", "Change manager"
    BENEFIT_OWNER = "benefit owner", "Benefit owner"
    BOARD_SECRETARY = "board secretary", "Board secretary"
    BOARD_READER = "board reader", "Board reader"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


def posts_of_today() -> QuerySet[Any]:
    """Everybody's, for conditions on who manages whom: a part of rules, and never a list that somebody reads."""
    today = clock.today()
    posts = apps.get_model("people", "Post")._base_manager.filter(started__lte=today)
    return posts.filter(Q(ended=None) | Q(ended__gte=today))


def appraised_posts_of_today() -> QuerySet[Any]:
    """Those that somebody is appraised in: a special is not, so that a special's supervisor appraises nobody."""
    return posts_of_today().exclude(staff_type="special")


def line_reports_of(user: Any, *, specials: bool = True) -> QuerySet[Any]:
    """The keys of the people whose post today names `user` as line manager, for use in `among`.

    Direct reports only: a manager's manager sees nothing, and a former manager nothing from the day after a post ended.
    Without `specials` only by posts that are not a special's: somebody may be a special besides another post.
    """
    posts = posts_of_today() if specials else appraised_posts_of_today()
    return posts.filter(line_manager__account=user).values("person")


def managers_of(person: Any, *, rank: Any = None, specials: bool = True) -> list[Any]:
    """The open accounts of the line managers whom the posts of today of the person with this key name: all of their
    posts, or those of one rank. Without `specials` only by posts that are not a special's."""
    posts = posts_of_today() if specials else appraised_posts_of_today()
    current = posts.filter(person=person, line_manager__account__is_active=True)
    if rank is not None:
        current = current.filter(rank=rank)
    accounts = apps.get_model("people", "User")._default_manager
    return list(accounts.filter(pk__in=current.values("line_manager__account")))


def own_person(user: Any) -> QuerySet[Any]:
    """The key of the person whose account this is, for use in `among`."""
    return apps.get_model("people", "Person")._base_manager.filter(account=user).values("pk")


def promotion_candidates() -> QuerySet[Any]:
    """The keys of everybody who ever applied for promotion: the people whom the promotion team may know.

    Here, since the ground family must not know the families that stand on it.
    """
    return apps.get_model("people", "PromotionApplication")._base_manager.values("candidate")


def student_officers() -> QuerySet[Any]:
    """The keys of everybody in probation or about to join: the people whom the welfare team may find, for a case."""
    return apps.get_model("people", "Probation")._base_manager.filter(ended_on=None).values("person")


def passport_holders() -> QuerySet[Any]:
    """The keys of everybody who sent a reasonable-adjustments passport: the people whom RA officers may find."""
    passports = apps.get_model("welfare", "Passport")._base_manager
    return passports.filter(sent_on__isnull=False).values("holder")


def waiting_for_occupational_health() -> QuerySet[Any]:
    """The keys of everybody referred and not seen yet: the people whom RA officers may find besides, to book them."""
    referrals = apps.get_model("welfare", "OHReferral")._base_manager
    return referrals.filter(status__in=["referred", "consented", "booked", "did not attend"]).values("person")


def told_before_joining() -> list[QuerySet[Any]]:
    """The keys of everybody whom a recruitment notice or a dyslexia referral was matched with, and of those who
    apply to Access to Work, each as one query for `among`: RA officers may find them besides.
    """
    named = ("RecruitmentNotice", "DyslexiaReferral", "AccessToWork")
    records = [apps.get_model("welfare", name)._base_manager for name in named]
    return [each.filter(person__isnull=False).values("person") for each in records]


def holders_of(*roles: Role) -> QuerySet[Any]:
    """The open accounts that hold any of these roles: to whom alerts go and work is given."""
    accounts = apps.get_model("people", "User")._default_manager.filter(is_active=True, groups__name__in=roles)
    return accounts.distinct().order_by("last_name", "first_name", "pk")
