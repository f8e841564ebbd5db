"""What somebody's role needs, when what they did runs out, and who of the force is behind."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from people.models import Course, Department
from people.roles import Role
from people.talent.compliance import (
    EXPIRING,
    OVERDUE,
    RECOMMENDED,
    VALID,
    earliest_valid,
    kinds_of_posts,
    learner_of,
    posts_missing,
    tallies,
)
from people.talent.learning_views import team_of
from tests.base import Cast, post, rank
from tests.people.talent.made import ago, done, needs, somebody
from wmp.lib import clock, reference
from wmp.lib.days import months_after

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_words() -> None:
    reference.forget()


def states(cast: Cast, who: str = "bob") -> dict[str, str]:
    learner = learner_of(getattr(cast, who))
    return {each.need.name: each.state for each in learner.standings} if learner else {}


def response() -> Department:
    return Department.objects.get(name="Response")


def test_a_profile_fits_by_each_part_that_it_fills_in(cast: Cast) -> None:
    needs("Everybody", "Information security")
    needs("Constables of Response", "Driving", staff_type="officer", rank=rank("PC"), department=response())
    needs("Sergeants", "Supervision", rank=rank("Sgt"))
    needs("PCSOs", "Engagement", staff_type="pcso")
    assert set(states(cast)) == {"Information security", "Driving"}
    assert set(states(cast, "alice")) == {"Information security", "Supervision"}


def test_of_one_course_the_most_specific_profile_decides_and_among_equals_the_strictest(cast: Cast) -> None:
    needs("Everybody", "First aid", months=12)
    needs("Officers", "First aid", mandatory=False, months=36, staff_type="officer")
    needs("Constables", "First aid", mandatory=True, months=24, rank=rank("PC"))
    learner = learner_of(cast.bob)
    assert learner
    [found] = learner.standings
    assert (found.need.mandatory, found.need.months) == (True, 24)
    assert found.need.profiles == ("Constables", "Officers")


def test_whoever_holds_two_posts_needs_what_both_need(cast: Cast) -> None:
    needs("PCSOs", "Engagement", staff_type="pcso")
    needs("Specials", "Specials' induction", staff_type="special")
    post(cast.charlie.person, staff_type="special", rank=rank("SC"))
    needs("Officers", "Law", staff_type="officer")
    assert set(states(cast, "charlie")) == {"Law", "Specials' induction"}


def test_what_was_done_runs_out_after_its_months_that_day_included(cast: Cast) -> None:
    needs("Officers", "On the day", "A day late", "Soon", "Later", "Never", months=12)
    needs("More", "For good")
    needs("Perhaps", "Coaching", mandatory=False)
    year_ago = months_after(clock.today(), -12)
    done(cast.bob.person, "On the day", year_ago)
    done(cast.bob.person, "A day late", year_ago - timedelta(days=1))
    done(cast.bob.person, "Soon", year_ago + timedelta(days=60))
    done(cast.bob.person, "Later", year_ago + timedelta(days=61))
    done(cast.bob.person, "For good", ago(5000))
    assert states(cast) == {
        "A day late": OVERDUE,
        "Never": OVERDUE,
        "On the day": EXPIRING,
        "Soon": EXPIRING,
        "Coaching": RECOMMENDED,
        "Later": VALID,
        "For good": VALID,
    }


@settings(max_examples=60)
@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.integers(1, 60), st.integers(-3, 3))
def test_counted_for_the_force_a_day_is_valid_as_it_is_for_one(today: date, months: int, off: int) -> None:
    day = earliest_valid(today, months) + timedelta(days=off)
    assert (day >= earliest_valid(today, months)) == (months_after(day, months) >= today)


def test_my_training_says_what_is_overdue_and_the_home_page_too(cast: Cast, client: Client) -> None:
    needs("Officers", "Personal safety training", months=12)
    done(cast.bob.person, "Personal safety training", ago(400))
    client.force_login(cast.bob)
    page = client.get(reverse("people:my-learning")).content.decode()
    assert "1 course overdue" in page and "Ran out" in page
    assert "Do Personal safety training: overdue" in client.get("/").content.decode()
    done(cast.bob.person, "Personal safety training", ago(10))
    assert "You have done all that your role needs" in client.get(reverse("people:my-learning")).content.decode()
    assert "overdue" not in client.get("/").content.decode()


def test_a_line_manager_sees_who_of_the_team_misses_what_and_nobody_elses(cast: Cast, client: Client) -> None:
    needs("Officers", "Personal safety training", months=12)
    client.force_login(cast.alice)
    page = client.get(reverse("people:team-learning")).content.decode()
    assert "Bob Baker" in page and "Charlie" not in page
    assert "Personal safety training: never done" in page
    client.force_login(cast.bob)
    assert "Nobody reports to you today" in client.get(reverse("people:team-learning")).content.decode()


def test_ones_own_and_ones_team_take_one_query_each(cast: Cast) -> None:
    needs("Officers", "Law", "Driving")
    for number in range(5):
        somebody(f"N{number}", line_manager=cast.alice.person)
    assert not cast.alice.roles  # read once a request
    with CaptureQueriesContext(connection) as own:
        learner_of(cast.alice)
    with CaptureQueriesContext(connection) as team:
        assert len(team_of(cast.alice)) == 6
    assert (len(own), len(team)) == (1, 1)


# --- the force ---


def test_the_force_is_counted_as_each_person_is(cast: Cast) -> None:
    """Each department and course, and who misses it, against the standing of each person one by one."""
    needs("Officers", "Law", months=12, staff_type="officer")
    needs("Constables of Response", "Law", "Driving", rank=rank("PC"), department=response())
    for number, days in enumerate((10, 364, 366, 800, None)):
        who = somebody(f"N{number}")
        if days:
            done(who, "Law", ago(days))
            done(who, "Law", ago(days + 900))
    lead = cast.of(Role.TALENT_LEAD)
    kinds = kinds_of_posts(lead)
    found = {
        (str(Course.objects.get(pk=course)), place): tally for (place, course), tally in tallies(kinds, lead).items()
    }
    law, driving = found["Law", response().pk], found["Driving", response().pk]
    # Of Response: Alice, a sergeant; Bob, Charlie and the five, constables, for whom Law counts for good.
    assert (law.needed, law.done, driving.needed, driving.done) == (8, 4, 7, 0)
    missing = posts_missing(kinds, Course.objects.get(name="Law").pk)
    assert set(missing.values_list("person__employee_number", flat=True)) == {"A1", "B1", "C1", "N4"}


def test_compliance_leads_to_who_misses_a_course(cast: Cast, client: Client) -> None:
    needs("Officers", "Law", staff_type="officer")
    done(cast.bob.person, "Law", ago(3))
    client.force_login(cast.of(Role.TALENT_LEAD))
    page = client.get(reverse("people:compliance")).content.decode()
    assert "33%" in page
    course, place = Course.objects.get().pk, response().pk
    address = reverse("people:compliance-missing")
    listed = client.get(f"{address}?course={course}&in={place}").content.decode()
    assert "Who misses Law, Response" in listed and "Charlie" in listed and "Baker" not in listed
    assert b"Archer" in b"".join(client.get(f"{address}?course={course}&export=csv"))
    for wrong in ("course=x", f"course={course}&in=x", f"course={course}&in=999999"):
        assert client.get(f"{address}?{wrong}").status_code == 400


def test_compliance_takes_few_queries(cast: Cast, client: Client) -> None:
    needs("Officers", "Law", "Driving", staff_type="officer")
    client.force_login(cast.of(Role.TALENT_LEAD))
    for name in ("compliance", "my-learning", "team-learning"):
        client.get(reverse(f"people:{name}"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse(f"people:{name}"))
        assert sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in caught) <= 8, name


@pytest.mark.parametrize("name", ["my-learning", "team-learning", "succession", "compliance"])
def test_a_page_refuses_parameters_that_it_does_not_know(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.of(Role.TALENT_LEAD))
    assert client.get(reverse(f"people:{name}")).status_code == 200
    assert client.get(reverse(f"people:{name}"), {"x": "1"}).status_code == 400
