"""My self-assessment: mine alone until I send it, and mine to take back until the year-end conversation."""

import pytest
from django.test import Client

from people.performance import assessing
from people.performance.conversing import record_year_end
from people.performance.models import Appraisal
from people.performance.objectives import SelfAssessment
from tests.base import Cast
from tests.people.performance.own_made import NEAR_THE_END, a_year, on, page, send, words
from wmp.lib.alerts import Alert
from wmp.lib.workflow import IllegalMove

pytestmark = pytest.mark.django_db

BOTH = {"what": "Forty statements", "how": "Kindly"}


def written(cast: Cast, *, sent: bool = False) -> Appraisal:
    year = a_year(cast)
    assessing.write(year, by=cast.bob, **BOTH)
    if sent:
        assessing.send(year, by=cast.bob)
    return year


def only() -> SelfAssessment:
    return SelfAssessment._base_manager.get()


def test_saved_it_is_the_writer_s_alone(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    address = f"/people/my-performance/{year.pk}/self-assessment/"
    assert send(client, cast.bob, address, what="Forty statements", how="").status_code == 302
    assert "Forty statements" in page(client, cast.bob, "/people/my-performance/")
    for address in (f"/people/team/{year.pk}/", "/people/team/"):
        assert "Forty statements" not in page(client, cast.alice, address)


def test_sent_the_line_manager_reads_it_and_is_told(cast: Cast, client: Client) -> None:
    year = written(cast)
    address = f"/people/my-performance/{year.pk}/self-assessment/send/"
    client.force_login(cast.bob)
    seen = client.get(address).context["form"]["seen"].value()
    assert send(client, cast.bob, address, seen=seen).status_code == 302
    assert "Forty statements" in page(client, cast.alice, f"/people/team/{year.pk}/")
    assert "Forty" not in Alert.objects.visible_to(cast.alice).get().text


def test_another_window_s_words_are_not_sent_unread(cast: Cast, client: Client) -> None:
    year = written(cast)
    address = f"/people/my-performance/{year.pk}/self-assessment/send/"
    client.force_login(cast.bob)
    seen = client.get(address).context["form"]["seen"].value()
    assessing.write(year, by=cast.bob, what="Fifty", how="Kindly")
    assert send(client, cast.bob, address, seen=seen).status_code == 409 and only().sent_at is None


def test_two_windows_that_begin_it_get_both_versions(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    address = f"/people/my-performance/{year.pk}/self-assessment/"
    send(client, cast.bob, address, **BOTH)
    answer = client.post(address, {"what": "Other", "how": "Kindly", "opened_with": ""})
    assert answer.status_code == 409 and "Which version" in words(answer) and only().what == BOTH["what"]


def test_both_questions_are_answered_before_it_goes(cast: Cast, client: Client) -> None:
    year = a_year(cast)
    assessing.write(year, by=cast.bob, what="Forty", how=" ")
    answer = send(client, cast.bob, f"/people/my-performance/{year.pk}/self-assessment/send/")
    assert answer.status_code == 409 and "Answer both questions" in words(answer)
    with pytest.raises(IllegalMove):
        assessing.send(year, by=cast.bob)


def test_sent_it_stands_until_it_is_taken_back(cast: Cast, client: Client) -> None:
    year = written(cast, sent=True)
    address = f"/people/my-performance/{year.pk}/self-assessment/"
    assert send(client, cast.bob, address, what="Fifty", how="Kindly").status_code == 409
    assert only().what == BOTH["what"]
    assert send(client, cast.bob, f"{address}take-back/").status_code == 302
    assert "Forty statements" not in page(client, cast.alice, f"/people/team/{year.pk}/")
    assert send(client, cast.bob, f"{address}take-back/").status_code == 409


def test_after_the_year_end_conversation_it_is_not_taken_back(cast: Cast, client: Client) -> None:
    year = written(cast, sent=True)
    with on(NEAR_THE_END):
        record_year_end(year, by=cast.alice, held_on=NEAR_THE_END)
    address = f"/people/my-performance/{year.pk}/self-assessment/take-back/"
    assert send(client, cast.bob, address, NEAR_THE_END).status_code == 409
    with pytest.raises(IllegalMove):
        assessing.take_back(year, by=cast.bob)


def test_nobody_writes_or_sends_another_s(cast: Cast) -> None:
    year = written(cast)
    for verb in (assessing.send, assessing.take_back):
        with pytest.raises(IllegalMove):
            verb(year, by=cast.alice)
    with pytest.raises(IllegalMove):
        assessing.write(year, by=cast.alice, what="Hers", how="Hers")
