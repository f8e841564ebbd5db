"""Giving a restricted edition to people by name."""

from collections.abc import Iterable
from typing import Any

from people.workforce.accounts import name_of
from people.workforce.models import User
from wmp.board.models import Edition, EditionReader
from wmp.board.papers.telling import edition_address
from wmp.lib.alerts import alert
from wmp.lib.words import long_day


def give(edition: Edition, accounts: Iterable[Any], *, by: Any, said: str = "") -> list[Any]:
    """Gives it to those who have not got it, and tells them, with a further sentence. Returns them.

    Holds the edition's row, so that of two who give it at once the second finds what the first did. In a transaction.
    """
    editions: Any = Edition.objects.visible_to(by).select_for_update(of=("self",))
    facts = editions.with_facts().only("pk").get(pk=edition.pk)
    held = set(
        EditionReader.objects.visible_to(by)
        .filter(edition=edition, taken_back_at=None)
        .values_list("account", flat=True)
    )
    new = [each for each in accounts if each.pk not in held]
    EditionReader.objects.bulk_create(EditionReader(edition=edition, account=each, named_by=by) for each in new)
    title, day = facts.its_title, long_day(facts.its_meeting_on)
    sentences = [f"{name_of(by)} gave you edition {edition.number} of “{title}, {day}”.", said, "It is for you alone."]
    alert(
        new,
        subject=f"You may read the restricted paper for {day}",
        text=" ".join(filter(None, sentences)),
        path=edition_address(edition),
    )
    return new


def left_behind(edition: Edition, *, seen_by: Any) -> list[User]:
    """Who has an edition before this one and was never given this one, by name. From whom this one was taken back, it
    was so for a reason."""
    rows = EditionReader.objects.visible_to(seen_by).filter(edition__paper=edition.paper_id)
    before = rows.filter(edition__number__lt=edition.number, taken_back_at=None, account__is_active=True)
    without = before.exclude(account__in=rows.filter(edition=edition).values("account"))
    return sorted({row.account for row in without.select_related("account")}, key=name_of)
