"""Individual objectives: proposed by either, agreed by both, and agreed anew after each change."""

from datetime import date

import pytest
from django.test import Client

from people.performance import agreeing
from people.performance.conversing import record_year_end
from people.performance.models import PerformanceYear
from people.performance.objectives import Objective
from people.workforce.models import Post
from tests.base import Cast
from tests.people.performance.own_made import (
    MID_YEAR,
    NEAR_THE_END,
    a_year,
    agreed,
    day_parts,
    objective_of,
    on,
    page,
    send,
    stored,
    words,
)
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove, StaleMove

pytestmark = pytest.mark.django_db

FIRST = {"text": "Two statements a week", "measure": "The file room’s count"}


def test_whoever_writes_it_agrees_to_it_and_the_other_is_asked(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    assert send(client, cast.bob, f"/people/objectives/{year.pk}/1/", **FIRST).status_code == 302
    assert (objective_of(year).agreed_by_person_on, objective_of(year).agreed_by_manager_on) == (MID_YEAR, None)
    assert "Agreed by you" in page(client, cast.bob, "/people/my-performance/")
    assert "Your turn. Objective 2 has not been written yet." in page(client, cast.bob, "/people/my-performance/")
    assert "Waits for you" in page(client, cast.alice, f"/people/team/{year.pk}/")


def test_both_agreed_by_both_is_set_on_that_day(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    agreeing.propose(year, 1, by=cast.alice, text="One")
    agreeing.propose(year, 2, by=cast.bob, text="Two")
    for by, number in ((cast.bob, 1), (cast.alice, 2)):
        assert stored(year).objectives_set_on is None
        seen = agreeing.mark(objective_of(year, number))
        assert send(client, by, f"/people/objectives/{year.pk}/{number}/agree/", seen=seen).status_code == 302
    assert stored(year).objectives_set_on == MID_YEAR


@pytest.mark.parametrize("side", ["person", "manager"])
def test_a_change_voids_the_other_s_agreement_and_the_day(cast: Cast, client: Client, side: str) -> None:
    year = agreed(cast, a_year(cast))
    by = {"person": cast.bob, "manager": cast.alice}[side]
    send(client, by, f"/people/objectives/{year.pk}/1/", text="Another", measure="")
    found = objective_of(year)
    assert getattr(found, f"agreed_by_{side}_on") == MID_YEAR
    assert getattr(found, agreeing.Side(side).other.agreed) is None
    assert stored(year).objectives_set_on is None and agreeing.is_agreed(objective_of(year, 2))


def test_the_same_words_void_nothing(cast: Cast, client: Client) -> None:
    year = agreed(cast, a_year(cast))
    send(client, cast.alice, f"/people/objectives/{year.pk}/1/", text="Objective number 1", measure="")
    assert stored(year).objectives_set_on


def test_nobody_agrees_to_words_that_they_have_not_read(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    seen = agreeing.mark(agreeing.propose(year, 1, by=cast.bob, text="One"))
    agreeing.propose(year, 1, by=cast.bob, text="Another")
    send(client, cast.alice, f"/people/objectives/{year.pk}/1/agree/", seen=seen)
    assert objective_of(year).agreed_by_manager_on is None
    assert "It has been changed since you opened the page" in page(client, cast.alice, f"/people/team/{year.pk}/")
    with pytest.raises(StaleMove):
        agreeing.agree(objective_of(year), by=cast.alice, seen="")


def test_two_who_change_the_same_words_get_both_versions(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    agreeing.propose(year, 1, by=cast.bob, text="One")
    address = f"/people/objectives/{year.pk}/1/"
    other = Client()
    client.force_login(cast.alice)
    with on():
        opened = client.get(address).context["form"]["opened_with"].value()
        assert send(other, cast.bob, address, text="His", measure="").status_code == 302
        answer = client.post(address, {"text": "Hers", "measure": "", "opened_with": opened})
    assert answer.status_code == 409 and "Which version do you want to keep?" in words(answer)
    assert objective_of(year).text == "His"


def test_two_who_begin_the_same_one_get_both_versions(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    address = f"/people/objectives/{year.pk}/1/"
    client.force_login(cast.alice)
    with on():
        client.get(address)
        assert send(Client(), cast.bob, address, **FIRST).status_code == 302
        answer = client.post(address, {"text": "Hers", "measure": "", "opened_with": ""})
    assert answer.status_code == 409 and objective_of(year).text == FIRST["text"]


def test_bad_input_says_what_to_mend(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    address = f"/people/objectives/{year.pk}/1/"
    assert "Enter objective" in words(send(client, cast.bob, address, text="", measure=""))
    late = send(client, cast.bob, address, **FIRST, **day_parts("due", date(2022, 4, 1)))
    assert "By when must be within the year 2021/22" in words(late)
    assert send(client, cast.bob, f"/people/objectives/{year.pk}/3/", **FIRST).status_code == 404
    assert not Objective._base_manager.filter(appraisal=year).exists()


@pytest.mark.parametrize("status", ["set up", "closed"])
def test_nothing_is_entered_but_in_an_open_year(cast: Cast, client: Client, status: str) -> None:
    year = agreed(cast, a_year(cast))
    closed_on = MID_YEAR if status == "closed" else None
    PerformanceYear._base_manager.update(status=status, closed_on=closed_on)
    answer = send(client, cast.bob, f"/people/objectives/{year.pk}/1/", text="Late", measure="")
    assert answer.status_code == 409 and objective_of(year).text == "Objective number 1"
    assert "Change objective 1" not in page(client, cast.bob, "/people/my-performance/")


def test_after_the_year_end_what_was_agreed_stands(cast: Cast, client: Client) -> None:
    year = agreed(cast, a_year(cast))
    with on(NEAR_THE_END):
        record_year_end(year, by=cast.alice, held_on=NEAR_THE_END)
        with pytest.raises(IllegalMove):
            agreeing.propose(year, 1, by=cast.alice, text="Another")
    answer = send(client, cast.bob, f"/people/objectives/{year.pk}/1/", NEAR_THE_END, text="Another", measure="")
    assert answer.status_code == 409 and stored(year).objectives_set_on == MID_YEAR


def test_it_is_between_the_two_of_today(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    agreeing.propose(year, 1, by=cast.alice, text="Secret of theirs")
    Post._base_manager.filter(person=cast.bob.person).update(line_manager=cast.charlie.person)
    for address in (f"/people/objectives/{year.pk}/1/", f"/people/team/{year.pk}/"):
        client.force_login(cast.alice)
        assert client.get(address).status_code == 404
    assert "Secret of theirs" in page(client, cast.charlie, f"/people/team/{year.pk}/")
    with pytest.raises(IllegalMove):
        agreeing.propose(year, 1, by=cast.alice, text="Late")


def test_the_other_side_is_told_once_and_nothing_of_the_words(cast: Cast) -> None:
    year = a_year(cast)
    agreeing.propose(year, 1, by=cast.bob, text="Secret")
    agreeing.propose(year, 2, by=cast.bob, text="Secret too")
    told = Alert.objects.visible_to(cast.alice).get()
    assert told.path == f"/people/team/{year.pk}/" and "Secret" not in told.subject + told.text
    assert not Alert.objects.visible_to(cast.bob).exists()
