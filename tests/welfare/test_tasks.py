"""Tasks of a case: set, done in one click, not needed with a reason, put off with the old day kept in the diary."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from people.models import User
from people.roles import Role
from tests.base import Cast, opened_with, user
from tests.welfare.made import MONDAY, case_of, on
from welfare.cases.entries import Entry, Task
from welfare.cases.handling import change_task, set_task
from welfare.cases.models import WelfareCase
from wmp.lib.workflow import StaleMove

pytestmark = pytest.mark.django_db

THURSDAY = {"due_on_day": "7", "due_on_month": "4", "due_on_year": "2022"}
RING = {"what": "Ring the tutor", "turn": "us", **THURSDAY}


@pytest.fixture
def officer(cast: Cast, client: Client) -> User:
    client.force_login(cast.of(Role.WELFARE_OFFICER))
    return cast.of(Role.WELFARE_OFFICER)


@pytest.fixture
def case(cast: Cast, officer: User) -> WelfareCase:
    with on():
        return case_of(cast.bob.person, by=cast.alice, owner=officer)


@pytest.fixture
def task(case: WelfareCase, officer: User) -> Task:
    with on():
        return set_task(case, by=officer, what="Ring the tutor", due_on=date(2022, 4, 7))


def post(client: Client, address: str, **data: str) -> Any:
    with on():
        return client.post(f"/welfare/{address}", data)


def read(client: Client, address: str) -> str:
    with on():
        return client.get(f"/welfare/{address}").content.decode()


def status_of(task: Task) -> str:
    return Task.objects.unscoped().get(pk=task.pk).status


def test_a_task_is_set_and_stands_on_the_case(client: Client, case: WelfareCase, officer: User) -> None:
    assert post(client, f"cases/{case.pk}/set-task/", **{**RING, "turn": "manager"}).status_code == 302
    task = Task.objects.unscoped().get()
    assert (task.what, task.due_on, task.turn, task.by) == ("Ring the tutor", date(2022, 4, 7), "manager", officer)
    text = read(client, f"cases/{case.pk}/")
    assert "Ring the tutor" in text and "Waits for: line manager" in text and "Due 7 April 2022" in text


def test_a_double_click_sets_one(client: Client, case: WelfareCase) -> None:
    post(client, f"cases/{case.pk}/set-task/", **RING)
    assert post(client, f"cases/{case.pk}/set-task/", **RING).status_code == 409
    assert Task.objects.unscoped().count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"what": ""}, "Enter what is to be done"),
        ({"due_on_day": "3"}, "Due must be today or later"),
        ({"turn": "nobody"}, "Select one from the list"),
    ],
)
def test_bad_input_is_refused_in_words(client: Client, case: WelfareCase, changed: dict[str, str], words: str) -> None:
    assert words in post(client, f"cases/{case.pk}/set-task/", **{**RING, **changed}).content.decode()
    assert not Task.objects.unscoped().exists()


def test_one_click_says_it_is_done(client: Client, case: WelfareCase, task: Task) -> None:
    assert f'action="/welfare/tasks/{task.pk}/done/"' in read(client, f"cases/{case.pk}/")
    assert post(client, f"tasks/{task.pk}/done/")["Location"] == f"/welfare/cases/{case.pk}/"
    assert status_of(task) == "done"
    assert "Task done: Ring the tutor" in read(client, f"cases/{case.pk}/")


def test_a_list_is_gone_back_to_and_no_other_site(client: Client, task: Task, officer: User) -> None:
    assert post(client, f"tasks/{task.pk}/done/", back="/welfare/tasks/?page=last")["Location"].endswith("?page=last")
    task.refresh_from_db(from_queryset=Task.objects.unscoped())
    task.take_up(by=officer, reason="Was not")
    assert post(client, f"tasks/{task.pk}/done/", back="https://example.com/")["Location"].startswith("/welfare/cases/")


def test_a_second_click_is_refused_in_words(client: Client, task: Task) -> None:
    post(client, f"tasks/{task.pk}/done/")
    again = post(client, f"tasks/{task.pk}/done/")
    assert again.status_code == 409 and b"Nothing was changed" in again.content


def test_not_needed_wants_a_reason(client: Client, case: WelfareCase, task: Task) -> None:
    assert b"Enter reason" in post(client, f"tasks/{task.pk}/drop/", seen="open", reason="").content
    post(client, f"tasks/{task.pk}/drop/", seen="open", reason="The tutor rang us")
    assert status_of(task) == "dropped"
    text = read(client, f"cases/{case.pk}/")
    assert "Task not needed: Ring the tutor" in text and "The tutor rang us" in text


def test_what_was_not_done_after_all_is_taken_up_again(client: Client, task: Task) -> None:
    post(client, f"tasks/{task.pk}/done/")
    post(client, f"tasks/{task.pk}/take-up/", seen="done", reason="Wrong tutor")
    assert status_of(task) == "open"


def test_another_day_keeps_the_old_one_in_the_diary(client: Client, case: WelfareCase, task: Task) -> None:
    mark = opened_with(read(client, f"tasks/{task.pk}/change/"))
    post(client, f"tasks/{task.pk}/change/", **{**RING, "due_on_day": "8", "opened_with": mark})
    assert Task.objects.unscoped().get().due_on == date(2022, 4, 8)
    said = Entry.objects.unscoped().get(kind="details").text
    assert said == "Task “Ring the tutor”\nDue: 7 April 2022 → 8 April 2022"
    assert "7 April 2022 → 8 April 2022" in read(client, f"cases/{case.pk}/")


def test_a_save_that_changes_nothing_says_nothing(client: Client, task: Task) -> None:
    mark = opened_with(read(client, f"tasks/{task.pk}/change/"))
    post(client, f"tasks/{task.pk}/change/", **{**RING, "opened_with": mark})
    assert not Entry.objects.unscoped().filter(kind="details").exists()


def test_a_task_done_meanwhile_is_not_changed_and_the_words_stay(client: Client, task: Task, officer: User) -> None:
    mark = opened_with(read(client, f"tasks/{task.pk}/change/"))
    task.finish(by=officer)
    refused = post(client, f"tasks/{task.pk}/change/", **{**RING, "what": "Ring them both", "opened_with": mark})
    assert refused.status_code == 409 and b"It is done now" in refused.content and b"Ring them both" in refused.content
    with pytest.raises(StaleMove):
        change_task(task, by=officer, what="Ring them both")
    assert Task.objects.unscoped().get().what == "Ring the tutor"


def test_a_closed_case_has_nothing_to_do(client: Client, case: WelfareCase, task: Task, officer: User) -> None:
    with on():
        case.close(by=officer, outcome="left", themes=[])
    assert status_of(task) == "dropped"
    assert post(client, f"cases/{case.pk}/set-task/", **RING).status_code == 409
    refused = post(client, f"tasks/{task.pk}/take-up/", seen="dropped", reason="Still")
    assert refused.status_code == 409 and b"Reopen it first" in refused.content
    assert 'role="button"' not in read(client, f"tasks/{task.pk}/")


def test_others_find_no_task(client: Client, cast: Cast, case: WelfareCase, task: Task) -> None:
    for who in (user("another", Role.WELFARE_OFFICER), cast.charlie, cast.alice, cast.bob):
        client.force_login(who)
        assert post(client, f"tasks/{task.pk}/done/").status_code == 404
        assert post(client, f"cases/{case.pk}/set-task/", **RING).status_code == 404
    assert status_of(task) == "open"


def test_the_lead_may_do_it_too(client: Client, cast: Cast, task: Task) -> None:
    client.force_login(cast.of(Role.WELFARE_LEAD))
    assert post(client, f"tasks/{task.pk}/done/").status_code == 302


def test_done_takes_a_click_and_no_link(client: Client, task: Task) -> None:
    with on(MONDAY):
        assert client.get(f"/welfare/tasks/{task.pk}/done/").status_code == 405
    assert status_of(task) == "open"
