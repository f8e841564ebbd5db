"""Who may see which records about people: one's own, those of direct reports, and what a role is for."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from people.models import (
    EqualityMonitoring,
    Person,
    Post,
    Probation,
    PromotionApplication,
    PromotionProcess,
    SpecialDuty,
    User,
)
from people.promotion.models import Season
from people.roles import Role
from people.workforce.models import StaffType
from tests.base import Cast, declared, person, post, probation, rank, user
from wmp.lib import clock

pytestmark = pytest.mark.django_db

ABOUT_PEOPLE = (Person, Post, Probation, SpecialDuty, PromotionApplication, EqualityMonitoring)
# Which models each role opens whole; all other roles open none of them.
OPENED: dict[Role, tuple[type, ...]] = {
    Role.PEOPLE_DATA: (Person, Post, Probation, SpecialDuty),
    Role.PROMOTION_TEAM: (PromotionApplication,),
    Role.WELFARE_LEAD: (Probation,),
}
FOR_MANAGERS = (Person, Post, Probation, SpecialDuty)


def process(year: int = 2022) -> PromotionProcess:
    found, _ = PromotionProcess.objects.unscoped().get_or_create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=year
    )
    return found


@pytest.fixture
def force(cast: Cast) -> Cast:
    """One record of every kind about each of the three."""
    for account in (cast.alice, cast.bob, cast.charlie):
        holder = account.person
        declared(holder)
        SpecialDuty.objects.create(person=holder, month=date(2022, 3, 1), hours=8)
        PromotionApplication.objects.create(process=process(), candidate=holder)
        if account is not cast.bob:
            probation(holder)
    return cast


def seen(model: Any, by: User) -> set[str]:
    """The first names of those whose records of this kind `by` sees."""
    path = {Person: "first_name", PromotionApplication: "candidate__first_name"}.get(model, "person__first_name")
    return set(model.objects.visible_to(by).values_list(path, flat=True))


EVERYBODY = {"Alice", "Bob", "Charlie"}


def view_of(account: User) -> dict[type, set[str]]:
    return {model: seen(model, account) for model in ABOUT_PEOPLE}


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_what_it_is_for_and_nothing_else(role: Role, force: Cast) -> None:
    expected = {model: EVERYBODY if model in OPENED.get(role, ()) else set() for model in ABOUT_PEOPLE}
    if role == Role.PROMOTION_TEAM:
        expected[Person] = EVERYBODY  # all three applied
    if role in (Role.WELFARE_OFFICER, Role.WELFARE_LEAD):
        expected[Person] = EVERYBODY  # all three are in probation
    assert view_of(force.of(role)) == expected


def test_everybody_sees_their_own_but_an_application_once_results_are_published(force: Cast) -> None:
    own = {model: {"Charlie"} for model in ABOUT_PEOPLE}
    assert view_of(force.charlie) == {**own, PromotionApplication: set()}
    PromotionProcess.objects.unscoped().update(published_at=clock.now())
    assert view_of(force.charlie) == own


def test_a_manager_sees_direct_reports_but_not_their_applications_or_declarations(force: Cast) -> None:
    PromotionProcess.objects.unscoped().update(published_at=clock.now())
    assert view_of(force.alice) == {
        model: {"Alice", "Bob"} if model in FOR_MANAGERS else {"Alice"} for model in ABOUT_PEOPLE
    }


@pytest.mark.parametrize("role", Role)
def test_a_role_adds_to_what_its_holder_saw_before(role: Role, force: Cast) -> None:
    before = view_of(force.alice)
    Person.objects.unscoped().link_account(promoted := user("promoted", role), "A1")
    after = view_of(promoted)
    assert all(after[model] >= before[model] for model in ABOUT_PEOPLE)


def test_being_a_superuser_opens_nothing(force: Cast) -> None:
    root = User.objects.create_superuser("root")
    assert view_of(root) == {model: set() for model in ABOUT_PEOPLE}
    assert not PromotionProcess.objects.visible_to(root).exists()


def test_an_account_that_is_closed_sees_nothing_at_all(force: Cast) -> None:
    force.alice.is_active = False
    assert view_of(force.alice) == {model: set() for model in ABOUT_PEOPLE}


def test_a_manager_s_manager_sees_nothing(cast: Cast) -> None:
    chief = user("chief")
    Post.objects.unscoped().filter(person=cast.alice.person).update(line_manager=person("D1", "Dan Dale", chief))
    assert seen(Person, chief) == {"Dan", "Alice"}
    assert seen(Probation, chief) == set()


@pytest.mark.parametrize(
    ("starts", "ends", "sees"),
    [
        (-30, None, True),
        (0, None, True),
        (1, None, False),
        (-30, 0, True),
        (-30, -1, False),
        (0, 0, True),
    ],
)
def test_a_manager_sees_a_report_from_the_first_day_of_the_post_to_its_last(
    starts: int, ends: int | None, sees: bool, cast: Cast
) -> None:
    today = timezone.localdate()
    joiner = person("E1", "Eve East")
    last = None if ends is None else today + timedelta(days=ends)
    post(joiner, started=today + timedelta(days=starts), ended=last, line_manager=cast.alice.person)
    assert ("Eve" in seen(Person, cast.alice)) is sees


def test_a_new_manager_sees_earlier_posts_and_the_former_one_sees_none(cast: Cast) -> None:
    today = timezone.localdate()
    Post.objects.unscoped().filter(person=cast.bob.person).update(ended=today - timedelta(days=1))
    post(cast.bob.person, started=today, line_manager=cast.charlie.person)
    assert Post.objects.visible_to(cast.charlie).filter(person=cast.bob.person).count() == 2
    assert seen(Post, cast.alice) == {"Alice"}


def test_whoever_manages_one_of_two_posts_of_a_person_sees_the_person(cast: Cast) -> None:
    post(cast.bob.person, staff_type=StaffType.SPECIAL, line_manager=cast.charlie.person)
    assert "Bob" in seen(Person, cast.alice) and "Bob" in seen(Person, cast.charlie)


def test_a_person_under_several_conditions_is_listed_once(force: Cast) -> None:
    post(force.bob.person, staff_type=StaffType.SPECIAL, line_manager=force.alice.person)
    Person.objects.unscoped().link_account(everything := user("everything", *Role), "A1")
    assert Person.objects.visible_to(everything).count() == 3
    assert Post.objects.visible_to(everything).filter(person=force.bob.person).count() == 2


def test_taking_the_account_off_a_person_closes_their_records_to_it(force: Cast) -> None:
    Person.objects.unscoped().link_account(force.alice, "")
    assert view_of(force.alice) == {model: set() for model in ABOUT_PEOPLE}


def test_the_promotion_team_knows_candidates_and_nobody_else(cast: Cast) -> None:
    PromotionApplication.objects.create(process=process(), candidate=cast.bob.person)
    assert seen(Person, cast.of(Role.PROMOTION_TEAM)) == {"Bob"}
    assert seen(Post, cast.of(Role.PROMOTION_TEAM)) == set()


def test_a_candidate_sees_the_processes_they_are_in(cast: Cast) -> None:
    entered, _other = process(2021), process(2022)
    PromotionApplication.objects.create(process=entered, candidate=cast.bob.person)
    assert list(PromotionProcess.objects.visible_to(cast.bob)) == [entered]
    assert not PromotionProcess.objects.visible_to(cast.alice).exists()
    assert PromotionProcess.objects.visible_to(cast.of(Role.PROMOTION_TEAM)).count() == 2


def test_what_somebody_declared_is_seen_by_nobody_else_with_all_roles_together(force: Cast) -> None:
    assert seen(EqualityMonitoring, user("everything", *Role)) == set()
    assert seen(EqualityMonitoring, force.bob) == {"Bob"}
