"""Candidates and processes made as the product makes them: Charlie is a constable whom Alice manages."""

from datetime import date, timedelta
from typing import Any

from people.models import Endorsement, Person, PromotionApplication, PromotionProcess, User
from people.promotion import applying
from people.promotion.models import Season
from tests.base import Cast, rank
from wmp.lib import clock

STATEMENT = "I led the search of the canal."


def process(**fields: Any) -> PromotionProcess:
    """From constable to sergeant, taking applications from yesterday for thirty days."""
    today = clock.today()
    fields = {"opens_on": today - timedelta(days=1), "closes_on": today + timedelta(days=30), **fields}
    fields = {"from_rank": rank("PC"), "to_rank": rank("Sgt"), "season": Season.SPRING, "year": 2022, **fields}
    return PromotionProcess.objects.create(**fields)


def managed(cast: Cast, by: User | None = None) -> User:
    """Charlie, who reports to Alice, or to `by`, or to nobody's account."""
    manager = Person.objects.unscoped().get(account=by or cast.alice)
    cast.charlie.person.posts.unscoped().update(line_manager=manager)
    return cast.charlie


def applied(cast: Cast, made_in: PromotionProcess | None = None, statement: str = STATEMENT) -> PromotionApplication:
    """Charlie's, sent; Alice is asked."""
    return applying.apply(made_in or process(), by=managed(cast), statement=statement)


def endorsement_of(application: PromotionApplication) -> Endorsement:
    return Endorsement.objects.unscoped().get(application=application)


def stored(application: PromotionApplication) -> PromotionApplication:
    return PromotionApplication.objects.unscoped().get(pk=application.pk)


def no_longer_open(made_in: PromotionProcess) -> None:
    """Applications closed yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    PromotionProcess.objects.unscoped().filter(pk=made_in.pk).update(closes_on=yesterday)


def started_rank(who: Person, day: date) -> None:
    who.posts.unscoped().update(started=day)
