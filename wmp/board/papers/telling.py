"""Who is told what of a paper, in the transaction of what happened.

Alerts name the paper by its title, which both editions print, and its meeting; what it says they do not.
"""

from typing import Any

from django.urls import reverse

from people.roles import Role, holders_of
from people.workforce.accounts import name_of
from wmp.board.papers.editions import Edition, EditionReader
from wmp.board.papers.models import Paper
from wmp.lib.alerts import alert
from wmp.lib.words import long_day


def edition_address(edition: Edition) -> str:
    return reverse("editions:edition", args=[edition.pk])


def address(paper: Paper) -> str:
    return reverse("papers:writing-detail", args=[paper.pk])


def sent(paper: Paper, *, by: Any) -> None:
    """The other board secretaries: one of them approves it."""
    writers = paper.writers() | {by.pk}
    others = [each for each in holders_of(Role.BOARD_SECRETARY) if each.pk not in writers]
    alert(
        others,
        subject=f"A paper to approve for {long_day(paper.meeting_on)}",
        text=f"{name_of(by)} sent “{paper}” for approval. You did not write in it, so you can approve it.",
        path=address(paper),
    )


def approved(paper: Paper, *, by: Any) -> None:
    _author(paper, by, f"Your paper for {long_day(paper.meeting_on)} is approved", "approved it. It can be issued now.")


def sent_back(paper: Paper, *, by: Any) -> None:
    _author(paper, by, f"Your paper for {long_day(paper.meeting_on)} came back", "sent it back. The paper says why.")


def issued(paper: Paper, public: Edition, *, by: Any) -> None:
    """The board's readers, of the public edition."""
    what = "A corrected paper" if public.corrects_id else "The paper"
    alert(
        [each for each in holders_of(Role.BOARD_READER) if each.pk != by.pk],
        subject=f"{what} for {long_day(paper.meeting_on)} is issued",
        text=f"Edition {public.number} of “{paper}” can be read and downloaded now.",
        path=edition_address(public),
    )


def superseded(paper: Paper, before: Edition, *, by: Any) -> None:
    """Whoever was given a restricted edition by name, once a later one stands in its place, which they may not see.
    `before` is the one that it corrects."""
    readers = EditionReader.objects.visible_to(by).filter(edition__paper=paper, edition__number__lte=before.number)
    for reader in readers.filter(taken_back_at=None).select_related("account", "edition").order_by("pk"):
        if reader.account_id != by.pk:
            alert(
                [reader.account],
                subject=f"A restricted paper for {long_day(paper.meeting_on)} has been corrected",
                text=f"A later edition stands in place of edition {reader.edition.number} of “{paper}”, which you "
                "were given. Ask the board secretary for it.",
                path=edition_address(reader.edition),
            )


def _author(paper: Paper, by: Any, subject: str, did: str) -> None:
    if by.pk != paper.author_id:
        alert([paper.author], subject=subject, text=f"“{paper}”: {name_of(by)} {did}", path=address(paper))
