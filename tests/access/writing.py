"""Papers are board secretaries' until they are issued: to everybody else there is none."""

from datetime import date

from tests.access.rules import EVERYBODY, SECRETARY, Rule, Rules, record, those, verb
from tests.base import Cast
from wmp.board.models import Attempt, Edition, EditionReader, Paper
from wmp.board.papers import issuing, starting

SECTION = {"key": "attendance"}
ONLY = those(SECRETARY)

RULES: Rules = {
    "papers:writing-list": [Rule(ONLY)],
    "papers:writing-new": [Rule(ONLY)],
    "papers:writing-detail": [record("paper", SECRETARY)],
    "papers:writing-change": [record("paper", SECRETARY)],
    "papers:writing-send": [verb("paper", SECRETARY)],
    "papers:writing-abandon": [verb("paper", SECRETARY)],
    **{
        f"papers:writing-{name}": [verb("paper", SECRETARY, ok=409)]
        for name in ("approve", "send-back", "correct", "give-up")
    },
    "papers:writing-issue": [record("paper", SECRETARY, ok=409)],  # a draft is not issued
    "papers:writing-run": [record("paper", SECRETARY)],
    "papers:writing-readers": [record("paper", SECRETARY)],
    "papers:section": [record("paper", SECRETARY, kwargs=SECTION)],
    "papers:comment": [record("paper", SECRETARY, kwargs=SECTION)],
    "papers:settle": [Rule(those(), others=404, of="paper", kwargs=SECTION, post=True)],  # a comment of no name
    "papers:preview": [
        record("paper", SECRETARY, kwargs={"audience": "restricted"}),
        record("paper", SECRETARY, kwargs={"audience": "public"}),
    ],
    "papers:codes": [record("paper", SECRETARY)],
    "papers:codes-figure": [record("paper", SECRETARY, kwargs={"figure": "welfare.attendance"})],
    "papers:give": [record("restricted edition", SECRETARY)],
    "papers:give-same": [record("restricted edition", SECRETARY, ok=409)],  # nobody has one before it
    "papers:take-back": [record("named reader", SECRETARY)],
    "papers:pick-readers": [Rule(ONLY, EVERYBODY - ONLY)],
}


def records(cast: Cast) -> dict[str, int]:
    """A draft of the run of the day, and a restricted edition of another paper, given to Bob by name."""
    secretary, attempt = cast.of(SECRETARY), Attempt.objects.get(shown=True)
    about = {"meeting": "Board", "attempt": attempt}
    draft = starting.begin(Paper(title="People", meeting_on=date(2022, 4, 26), **about), by=secretary)
    issued = starting.begin(Paper(title="People before", meeting_on=date(2022, 1, 26), **about), by=secretary)
    edition = Edition.objects.create(
        paper=issued, number=1, audience="restricted", attempt=attempt, issued_by=secretary,
        approved_by=secretary, content=issuing.restricted(issued).to_json(), digest="-",
    )  # fmt: skip
    given = EditionReader.objects.create(edition=edition, account=cast.bob, named_by=secretary)
    return {"paper": draft.pk, "restricted edition": edition.pk, "named reader": given.pk}
