"""Talent records are the talent lead's alone; nobody sees to what is about themselves."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Completion, Course, CriticalRole, Requirement, Succession, TalentPoolMember, TalentProfile
from people.roles import Role
from people.talent.models import TalentPool
from people.workforce.models import User
from tests.base import Cast, person, user
from tests.people.talent.made import needs, profile, role, somebody

pytestmark = pytest.mark.django_db
PROFILE = {"performance": 2, "potential": 3, "readiness": "now", "leaving_risk": "low"} | {
    "reviewed_on_day": 1,
    "reviewed_on_month": 3,
    "reviewed_on_year": 2022,
}


@pytest.fixture
def lead(cast: Cast, client: Client) -> User:
    """The talent lead, signed in, who is an employee as well."""
    found = cast.of(Role.TALENT_LEAD)
    somebody("T1")
    found.person = person("T2", "Tessa Tate", found)
    client.force_login(found)
    return found


def send(client: Client, name: str, data: dict[str, Any], *args: Any) -> Any:
    return client.post(reverse(f"people:{name}", args=args), data)


def test_a_profile_is_kept_by_employee_number(client: Client, lead: User) -> None:
    assert send(client, "talent-profiles-new", PROFILE | {"employee_number": " B1 "}).status_code == 302
    made = TalentProfile.objects.visible_to(lead).get()
    assert (str(made.person), made.potential, made.readiness) == ("Bob Baker", 3, "now")
    assert "Bob Baker" in client.get(reverse("people:talent-profiles-list")).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"employee_number": "ZZ"}, "Nobody has this employee number"),
        ({"employee_number": "T2"}, "Somebody else has to see to your own profile"),
        ({"employee_number": "A1"}, "This person has a talent profile already"),
        ({"employee_number": "L1"}, "This person holds no post today"),
        ({"employee_number": "B1", "potential": 4}, "Select potential from the list"),
        ({"employee_number": "B1", "reviewed_on_year": 2099}, "must be today or in the past"),
    ],
)
def test_what_a_profile_may_not_be(client: Client, lead: User, cast: Cast, given: dict[str, Any], said: str) -> None:
    person("L1", "Liz Left")
    profile(cast.alice.person)
    page = send(client, "talent-profiles-new", PROFILE | given)
    assert said in page.content.decode()
    assert TalentProfile.objects.visible_to(lead).count() == 1


def test_nobody_sees_their_own_profile_not_even_the_lead(client: Client, lead: User, cast: Cast) -> None:
    own = profile(lead.person)
    assert client.get(reverse("people:talent-profiles-detail", args=[own.pk])).status_code == 404
    assert TalentProfile.objects.visible_to(user("other-lead", Role.TALENT_LEAD)).count() == 1


def test_nobody_learns_whom_they_could_follow_or_of_their_pool_not_even_the_lead(client: Client, lead: User) -> None:
    pool, post_of = TalentPool.objects.create(name="Command"), role("Head of Custody", now=lead.person)
    member = TalentPoolMember.objects.create(pool=pool, person=lead.person)
    Succession.objects.unscoped().update(note="Canary of succession")
    assert not TalentPoolMember.objects.visible_to(lead).exists() and not Succession.objects.visible_to(lead).exists()
    assert client.get(reverse("people:talent-pool-members-change", args=[member.pk])).status_code == 404
    for name, key in (("critical-roles-detail", post_of.pk), ("talent-pools-detail", pool.pk)):
        text = client.get(reverse(f"people:{name}", args=[key])).content.decode()
        assert "Canary" not in text and lead.person.employee_number not in text


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_the_person_and_their_manager_find_no_talent_record(cast: Cast, client: Client, who: str) -> None:
    """That Bob is named anywhere is not to be learnt from any page that they may open."""
    made = profile(cast.bob.person, aspiration="Canary of talent")
    role("Canary role", cast.charlie.person, now=cast.bob.person)
    client.force_login(getattr(cast, who))
    assert client.get(reverse("people:talent-profiles-detail", args=[made.pk])).status_code == 404
    assert client.get(reverse("people:talent-map")).status_code == 403
    for page in ("/", f"/people/people/{cast.bob.person.pk}/", "/people/my-learning/", "/people/team/learning/"):
        assert "Canary" not in client.get(page).content.decode()


def test_members_join_and_leave_a_pool(client: Client, lead: User) -> None:
    pool = TalentPool.objects.create(name="Command")
    day = {"joined_on_day": 1, "joined_on_month": 3, "joined_on_year": 2022}
    assert send(client, "talent-pool-members-new", day | {"employee_number": "B1"}, pool.pk).status_code == 302
    again = send(client, "talent-pool-members-new", day | {"employee_number": "B1"}, pool.pk)
    assert "in the pool already" in again.content.decode()
    member = TalentPoolMember.objects.visible_to(lead).get()
    page = client.get(reverse("people:talent-pool-members-change", args=[member.pk])).content.decode()
    before = {"left_on_day": 1, "left_on_month": 2, "left_on_year": 2022, "opened_with": mark(page)}
    refused = send(client, "talent-pool-members-change", day | before, member.pk)
    assert "on or after the day on which they joined" in refused.content.decode()
    assert send(client, "talent-pool-members-change", day | before | {"left_on_month": 4}, member.pk).status_code == 302
    assert "1 Apr" in client.get(reverse("people:talent-pools-detail", args=[pool.pk])).content.decode()


def mark(page: str) -> str:
    return page.partition('name="opened_with" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("number", "said"),
    [("C1", "This person holds the role"), ("T2", "Somebody else"), ("A1", "named for the role already")],
)
def test_who_cannot_be_named_as_a_successor(client: Client, lead: User, cast: Cast, number: str, said: str) -> None:
    made = role("Head of Custody", cast.charlie.person, now=cast.alice.person)
    page = send(client, "successors-new", {"employee_number": number, "readiness": "now"}, made.pk)
    assert said in page.content.decode()


def test_a_successor_is_named_on_the_roles_page_and_taken_out(client: Client, lead: User, cast: Cast) -> None:
    made = role("Head of Custody", cast.charlie.person)
    assert send(client, "successors-new", {"employee_number": "B1", "readiness": "now"}, made.pk).status_code == 302
    named = Succession.objects.visible_to(lead).get()
    assert "Bob Baker" in client.get(reverse("people:critical-roles-detail", args=[made.pk])).content.decode()
    assert send(client, "successors-remove", {}, named.pk).status_code == 302
    assert not Succession.objects.visible_to(lead).exists()


def test_the_holder_of_a_role_changes_and_may_be_nobody(client: Client, lead: User, cast: Cast) -> None:
    made = role("Head of Custody", cast.charlie.person)
    address = reverse("people:critical-roles-change", args=[made.pk])
    sent = {
        "title": made.title,
        "risk": "high",
        "holder_number": "ZZ",
        "opened_with": mark(client.get(address).content.decode()),
    }
    assert "Nobody has this employee number" in client.post(address, sent).content.decode()
    assert client.post(address, sent | {"holder_number": ""}).status_code == 302
    assert CriticalRole.objects.visible_to(lead).get().holder is None


def test_a_learner_profile_names_each_course_once_however_it_is_spelt(client: Client, lead: User) -> None:
    made = needs("PCSO", "First aid")
    again = send(client, "requirements-new", {"course_name": "FIRST AID"}, made.pk)
    assert "names this course already" in again.content.decode()
    fresh = {"course_name": "Engagement", "mandatory": "on", "valid_months": 12}
    assert send(client, "requirements-new", fresh, made.pk).status_code == 302
    assert Requirement.objects.visible_to(lead).filter(course__name="Engagement", valid_months=12).exists()
    assert Course.objects.count() == 2


def test_a_rank_does_not_go_with_police_staff(client: Client, lead: User) -> None:
    rank = needs("Sergeants", rank_id=6).rank_id
    page = send(client, "learner-profiles-new", {"name": "Typists", "staff_type": "staff", "rank": rank})
    assert "Police staff and PCSOs have no rank" in page.content.decode()


def test_nobody_records_what_they_completed_themselves(client: Client, lead: User) -> None:
    course = Course.objects.create(name="First aid")
    day = {"completed_on_day": 1, "completed_on_month": 3, "completed_on_year": 2022, "course": course.pk}
    own = send(client, "completions-new", day | {"employee_number": "T2"})
    assert "Somebody else has to see to what you completed" in own.content.decode()
    future = send(client, "completions-new", day | {"employee_number": "B1", "completed_on_year": 2099})
    assert "must be today or in the past" in future.content.decode()
    assert send(client, "completions-new", day | {"employee_number": "B1"}).status_code == 302
    assert Completion.objects.visible_to(lead).count() == 1
