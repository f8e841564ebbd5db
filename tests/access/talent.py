"""Talent, learning and recruitment."""

from people.recruitment.models import RecruitmentCampaign, RepresentationTarget
from people.talent.learning import Completion, Course, LearnerProfile, Requirement
from people.talent.models import CriticalRole, Succession, TalentPool, TalentPoolMember, TalentProfile
from tests.access.rules import (
    ALICE,
    BOB,
    EVERYBODY,
    PEOPLE_DATA,
    PROMOTION,
    SECRETARY,
    TALENT,
    Rule,
    Rules,
    record,
    those,
    verb,
)
from tests.base import DAY, Cast

RECRUITERS = frozenset({TALENT, PROMOTION, PEOPLE_DATA, SECRETARY})

RULES: Rules = {
    # Talent: the talent lead's alone. What roles need is everybody's to know; what was learnt is one's own, one's line
    # manager's and of those who keep it.
    **{f"people:{name}": [Rule(those(TALENT))] for name in ("talent-map", "succession", "compliance")},
    "people:compliance-missing": [Rule(those(TALENT), ok=400)],  # of no course
    **{f"people:{name}": [Rule(EVERYBODY)] for name in ("my-learning", "team-learning")},
    **{
        f"people:{name}-{page}": [Rule(those(TALENT))]
        for name in ("talent-profiles", "talent-pools", "critical-roles")
        for page in ("list", "new")
    },
    **{
        f"people:{name}-{page}": [record(name, TALENT)]
        for name in ("talent-profiles", "talent-pools", "critical-roles")
        for page in ("detail", "change")
    },
    "people:successors-list": [Rule(those(TALENT))],
    "people:talent-pool-members-new": [record("talent-pools", TALENT)],
    "people:talent-pool-members-change": [record("pool member", TALENT)],
    "people:successors-new": [record("critical-roles", TALENT)],
    **{f"people:successors-{name}": [record("successor", TALENT)] for name in ("change", "remove")},
    **{f"people:{name}-list": [Rule(those(TALENT, PEOPLE_DATA))] for name in ("learner-profiles", "completions")},
    "people:learner-profiles-new": [Rule(those(TALENT))],
    "people:learner-profiles-detail": [record("learner profile", *EVERYBODY)],
    "people:learner-profiles-change": [verb("learner profile", TALENT, seen_by=EVERYBODY)],
    "people:requirements-new": [verb("learner profile", TALENT, seen_by=EVERYBODY)],
    "people:requirements-change": [verb("requirement", TALENT, seen_by=EVERYBODY)],
    "people:requirements-remove": [verb("requirement", TALENT, seen_by=EVERYBODY)],
    "people:completions-new": [Rule(those(TALENT, PEOPLE_DATA))],
    "people:completions-detail": [record("completion", ALICE, BOB, TALENT, PEOPLE_DATA)],
    "people:completions-change": [verb("completion", TALENT, PEOPLE_DATA, seen_by=those(ALICE, BOB))],
    # Recruitment in counts: of those who recruit and those who read figures. A projection is of whole ranks.
    **{f"people:{name}-list": [Rule(RECRUITERS)] for name in ("campaigns", "targets")},
    **{f"people:{name}-new": [Rule(those(TALENT, PEOPLE_DATA))] for name in ("campaigns", "targets")},
    "people:campaigns-detail": [record("campaign", *RECRUITERS)],
    "people:campaigns-change": [verb("campaign", TALENT, PEOPLE_DATA, seen_by=RECRUITERS)],
    "people:targets-detail": [record("target", *EVERYBODY)],
    "people:targets-change": [verb("target", TALENT, PEOPLE_DATA, seen_by=EVERYBODY)],
    "people:campaigns-compared": [Rule(RECRUITERS)],
    "people:rank-projection": [Rule(RECRUITERS - {PEOPLE_DATA})],
}


def records(cast: Cast) -> dict[str, int]:
    """A campaign and a target; a learner profile; Bob's talent profile, pool, succession, a completion."""
    bob = cast.bob.person
    pool = TalentPool.objects.create(name="Future leaders")
    critical = CriticalRole.objects.create(title="Head of Custody", holder=cast.charlie.person)
    profile = LearnerProfile.objects.create(name="Response officer")
    course = Course.objects.create(name="First aid")
    return {
        "campaign": RecruitmentCampaign.objects.create(name="Constables", starts_on=DAY).pk,
        "target": RepresentationTarget.objects.create(name="Uplift", aim="minority", percent="29.9", starts_on=DAY).pk,
        "talent-profiles": TalentProfile.objects.create(person=bob, performance=2, potential=3, readiness="now").pk,
        "talent-pools": pool.pk,
        "pool member": TalentPoolMember.objects.create(pool=pool, person=bob).pk,
        "critical-roles": critical.pk,
        "successor": Succession.objects.create(role=critical, person=bob, readiness="now").pk,
        "learner profile": profile.pk,
        "requirement": Requirement.objects.create(profile=profile, course=course).pk,
        "completion": Completion.objects.create(person=bob, course=course, completed_on=DAY).pk,
    }
