"""Performance: one's own year, a line manager's ratings, moderation."""

from people.models import RatingReview
from people.performance.agreeing import propose
from people.performance.conversing import log as log_talk
from tests.access.rules import ALICE, BOB, CHARLIE, EVERYBODY, PERFORMANCE, Rule, Rules, record, those, verb
from tests.base import Cast, person
from tests.people.performance.moderated import panel_of, provisional
from tests.people.performance.own_made import rated
from tests.people.performance.rated import appraisal_of, open_year

RULES: Rules = {
    # A line manager's grid is of the reader's own team: whoever has none is told so. A save that says nothing is no
    # save; who may save what is in tests/people/performance/test_ratings_grid.py.
    **{f"people:ratings-{name}": [Rule(EVERYBODY)] for name in ("grid", "submit")},
    "people:ratings-grid-save": [Rule(EVERYBODY, post=True, ok=400)],
    # The performance year: everybody's own, and their line manager's of today. The performance lead sees how far a
    # year is, and none of these pages.
    **{f"people:{name}": [Rule(EVERYBODY)] for name in ("my-performance", "my-rating", "team")},
    **{
        f"people:{name}": [record("bob's appraisal", BOB)]
        for name in ("my-performance-year", "my-rating-year", "my-self-assessment")
    },
    # Nothing is written, so there is nothing to send or to take back.
    **{f"people:my-self-assessment-{name}": [record("bob's appraisal", BOB, ok=409)] for name in ("send", "take-back")},
    **{f"people:my-rating-{name}": [record("bob's rated appraisal", BOB)] for name in ("comment", "review")},
    "people:objective": [record("bob's appraisal", ALICE, BOB, kwargs={"number": 1})],
    "people:objective-agree": [record("bob's appraisal", ALICE, BOB, kwargs={"number": 1}, post=True, ok=302)],
    "people:conversation-new": [record("bob's appraisal", ALICE, BOB)],
    "people:conversation": [record("bob's conversation", ALICE, BOB)],
    "people:conversation-change": [verb("bob's conversation", ALICE, seen_by=those(BOB))],
    "people:team-member": [record("bob's appraisal", ALICE)],
    "people:team-year-end": [verb("bob's appraisal", ALICE, seen_by=those(BOB))],
    # Years are the performance lead's to set up, and everybody's to read; appraisals, besides, the line manager's.
    "people:performance-progress": [Rule(those(PERFORMANCE))],
    **{f"people:performance-years-{name}": [Rule(those(PERFORMANCE))] for name in ("list", "new")},
    "people:performance-years-detail": [record("bob's year", *EVERYBODY)],
    **{
        f"people:performance-years-{name}": [verb("bob's year", PERFORMANCE, seen_by=EVERYBODY)]
        for name in ("change", "close", "scale", "force-objectives", "departments")
    },
    "people:performance-years-open": [verb("bob's year", PERFORMANCE, seen_by=EVERYBODY, ok=409)],
    "people:performance-years-copy-scale": [
        Rule(those(PERFORMANCE), EVERYBODY, others=404, of="bob's year", post=True, ok=302)
    ],
    # Of no department.
    "people:performance-years-department-objectives": [
        Rule(those(PERFORMANCE), EVERYBODY, others=404, of="bob's year", kwargs={"department": 0}, ok=404)
    ],
    "people:appraisals-list": [Rule(EVERYBODY)],
    "people:appraisals-bulk-remind": [Rule(those(PERFORMANCE))],
    **{f"people:appraisals-{name}": [record("bob's appraisal", ALICE, PERFORMANCE)] for name in ("detail", "excuse")},
    "people:appraisals-take-back": [record("bob's appraisal", ALICE, PERFORMANCE, ok=409)],
    # Moderation: how panels are set up is the performance lead's; their work is their members' too, here Charlie's.
    "people:my-panels": [Rule(EVERYBODY)],
    **{
        f"people:{name}": [Rule(those(PERFORMANCE))]
        for name in (
            *("moderation-panels-list", "moderation-panels-new", "moderation-pick-members"),
            *("ratings-list", "rating-reviews-list"),
        )
    },
    **{
        f"people:moderation-panels-{name}": [record("moderation panel", PERFORMANCE)]
        for name in ("detail", "change", "close", "add-member")
    },
    "people:moderation-panels-reopen": [record("moderation panel", PERFORMANCE, ok=409)],
    "people:moderation-panels-members": [record("moderation panel", post=True)],  # of nobody who sits
    **{
        f"people:{name}": [record("moderation panel", PERFORMANCE, CHARLIE)]
        for name in ("moderation", "moderation-cases", "moderation-minutes")
    },
    "people:moderation-next": [verb("moderation panel", CHARLIE, seen_by=those(PERFORMANCE), ok=302)],
    "people:moderation-confirm": [verb("moderation panel", CHARLIE, seen_by=those(PERFORMANCE), ok=409)],  # of none
    "people:moderation-finalise": [verb("moderation panel", PERFORMANCE, seen_by=those(CHARLIE), ok=409)],
    "people:moderation-case": [record("rating under moderation", PERFORMANCE, CHARLIE)],
    "people:ratings-detail": [record("rating under moderation", PERFORMANCE)],
    "people:ratings-late": [record("rating under moderation", PERFORMANCE, ok=409)],
    "people:ratings-release": [Rule(those(PERFORMANCE), of="year of ratings", ok=409)],
    "people:rating-reviews-detail": [record("rating review", PERFORMANCE)],
    "people:rating-reviews-answer": [record("rating review", PERFORMANCE)],
}


def records(cast: Cast) -> dict[str, int]:
    return {**_of_a_year(cast), **_of_moderation(cast)}


def _of_a_year(cast: Cast) -> dict[str, int]:
    """Two years of Bob's: one with an objective and a conversation by Alice, and one whose rating is shared."""
    found = appraisal_of(cast.bob.person, open_year())
    propose(found, 1, by=cast.alice, text="Two statements a week")
    rated_one = appraisal_of(cast.bob.person, open_year("2020/21", 2020))
    rated(rated_one, by=cast.alice)
    return {
        "bob's appraisal": found.pk,
        "bob's year": found.year.pk,
        "bob's rated appraisal": rated_one.pk,
        "bob's conversation": log_talk(found, by=cast.alice, held_on=found.year.starts_on).pk,
    }


def _of_moderation(cast: Cast) -> dict[str, int]:
    """A rating by Alice before a panel of Charlie's; and a review of a shared one that Bob asked for."""
    year = open_year("2019/20", 2019)
    before_panel = provisional(year, person("M1", "Mo Mole"), cast.alice)
    shared = rated(appraisal_of(cast.bob.person, year), by=cast.alice)
    return {
        "moderation panel": panel_of(cast, year).pk,
        "rating under moderation": before_panel.pk,
        "rating review": RatingReview.objects.create(rating=shared, reason="My files were on time").pk,
        "year of ratings": year.pk,
    }
