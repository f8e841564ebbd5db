"""A change of line manager: the former one's shares end, and the holder is asked about the new one.

What a line manager may see never depends on this: `Share.now_open_to` asks the holder's post of today. The job writes
down that a share is over and asks the holder, once for each manager. The new line manager is told nothing of it, so
that they do not learn whether there is a passport.
"""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from people.models import Post, User
from people.roles import own_person
from welfare.passports.choices import FOR_LINE_MANAGERS, PassportStatus, Purpose
from welfare.passports.handling import tell_holder
from welfare.passports.models import Passport
from welfare.passports.sharing import Ended, ManagerAsked, Share
from wmp.lib import clock
from wmp.lib.alerts import alert
from wmp.lib.keys import among

# The passport waits for somebody else first, or for its holder; one that was never sent concerns no line manager.
ASKED_ABOUT = Q(sent_on__isnull=False) & ~Q(status__in=[PassportStatus.WITHDRAWN, PassportStatus.WITH_MANAGER])


def ask_all() -> int:
    """Ends what was shared with former line managers, and asks about new ones. Returns how many holders were asked.

    Each passport in a transaction of its own. The database decides that it happens once: a share ends once, and there
    is one row for each passport and manager.
    """
    ended = Share.objects.unscoped().filter(ended_at=None, purpose__in=FOR_LINE_MANAGERS)
    for passport in Passport.objects.unscoped().filter(
        pk__in=ended.filter(~_manages("passport__holder", "to")).values("passport")
    ):
        _end_for_former(passport)
    # One who comes back is a new line manager again, and is asked about again.
    ManagerAsked.objects.unscoped().filter(~_manages("passport__holder", "manager")).delete()
    return sum(_ask(post.person_id, post.line_manager.account) for post in _to_ask_about())


def _manages(holder: str, account: str, posts: Any = None) -> Any:
    """Is the account at a path that of a line manager whom a post of today of the person at the other path names?"""
    held = (Post.objects.unscoped() if posts is None else posts).in_force_on(clock.today())
    return Exists(held.filter(person=OuterRef(holder), line_manager__account=OuterRef(account)))


@transaction.atomic
def _end_for_former(passport: Passport) -> None:
    passport.hold()
    shares = passport.shares.unscoped().filter(ended_at=None).filter(~_manages("passport__holder", "to"))
    ends = {"ended_at": clock.now(), "ended_because": Ended.MANAGER_CHANGED}
    shares.filter(purpose=Purpose.MANAGEMENT).update(**ends)
    if shares.filter(purpose=Purpose.COMMENT).update(**ends) and passport.status == PassportStatus.WITH_MANAGER:
        text = f"{passport} waited for a comment of your former line manager. Decide how it goes on."
        tell_holder(passport, text)


def _to_ask_about() -> QuerySet[Any]:
    """Posts of today whose line manager has an account and whose holder was not asked about them yet.

    Nor are those asked about who read the passport now, or from whom the holder took it back.
    """
    concerned = Passport.objects.unscoped().filter(ASKED_ABOUT, holder=OuterRef("person"))
    asked = ManagerAsked.objects.unscoped().filter(
        passport__holder=OuterRef("person"),
        passport__in=Passport.objects.unscoped().live(),
        manager=OuterRef("line_manager__account"),
    )
    posts = Post.objects.unscoped().in_force_on(clock.today()).filter(line_manager__account__is_active=True)
    posts = posts.filter(Exists(concerned), ~Exists(asked), ~Exists(_settled("person", "line_manager__account")))
    return posts.select_related("line_manager__account")


def _settled(holder: str, manager: str) -> QuerySet[Any]:
    """Shares that make the question needless: with the manager now, or taken back from them by the holder."""
    shares = Share.objects.unscoped().filter(purpose=Purpose.MANAGEMENT, passport__holder=OuterRef(holder))
    shares = shares.filter(to=OuterRef(manager)).exclude(passport__status=PassportStatus.WITHDRAWN)
    now = Q(ended_at=None, expires_on__gte=clock.today())
    return shares.filter(now | Q(ended_because=Ended.WITHDRAWN))


def _ask(holder: int, manager: User) -> bool:
    """Within one transaction, so that the question is kept exactly where its alert is."""
    passport: Any = Passport.objects.unscoped().filter(ASKED_ABOUT, holder=holder).select_related("holder").first()
    if passport is None or passport.holder.account is None:
        return False
    try:
        with transaction.atomic():
            ManagerAsked.objects.create(passport=passport, manager=manager)
            alert(
                [passport.holder.account],
                subject="Your line manager",
                text=f"Your line manager of today sees nothing of {passport}. Do you want to share it with them?",
                path=reverse("welfare:passport-sharing"),
            )
    except IntegrityError:  # asked already, by a job beside this one
        return False
    return True


# --- for the holder's pages ---


def questions_for(user: User) -> QuerySet[Any]:
    """The line managers of today about whom a holder was asked and has not answered yet."""
    asked: Any = ManagerAsked.objects.visible_to(user).filter(among("passport__holder", own_person(user)))
    shared = Share.objects.visible_to(user).live().filter(purpose=Purpose.MANAGEMENT)
    answered = shared.filter(passport=OuterRef("passport"), to=OuterRef("manager"))
    own_posts = Post.objects.visible_to(user)
    open_still = asked.filter(_manages("passport__holder", "manager", own_posts), declined_at=None)
    open_still = open_still.filter(~Exists(answered), manager__is_active=True)
    return open_still.exclude(passport__status=PassportStatus.WITHDRAWN).select_related("manager").order_by("asked_at")


def not_now(asked: ManagerAsked) -> bool:
    """The holder shares nothing with this manager, and is not asked again. False for a second click."""
    open_still = ManagerAsked.objects.unscoped().filter(pk=asked.pk, declined_at=None)
    return bool(open_still.update(declined_at=clock.now()))
