"""The pages of a panel's work: who opens them, what they tell, one case at a time, many at once."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from people.performance.choices import RatingStatus
from people.performance.decisions import ModerationDecision
from people.performance.models import ScaleValue
from people.performance.ratings import Rating
from people.roles import Role
from tests.base import Cast, person
from tests.people.performance.moderated import LEAD, changed, declares, panel_of, provisional, some
from tests.people.performance.rated import on_scale, open_year, rating_of

pytestmark = pytest.mark.django_db
# The request's own transaction stands within the test's: two statements that are none outside.
SAVEPOINT = 2
MOST = 8 + SAVEPOINT


@pytest.fixture
def charlie(cast: Cast, client: Client) -> Client:
    client.force_login(cast.charlie)
    return client


def page(client: Client, name: str, pk: int, **query: Any) -> str:
    response = client.get(reverse(f"people:{name}", args=[pk]), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def case(rating: Rating) -> str:
    return reverse("people:moderation-case", args=[rating.pk])


def seen(client: Client, rating: Rating) -> str:
    """The mark that the page of a case remembers."""
    context: Any = client.get(case(rating)).context
    return str(context["mark"])


# --- the panel ---


def test_the_panel_tells_how_far_it_is_and_both_distributions(cast: Cast, charlie: Client) -> None:
    year = open_year()
    ratings = some(year, cast.alice, [(3, 4), (5, 1), (3, 2)])
    panel = panel_of(cast, year)
    changed(ratings[0], cast.charlie, panel)
    said = page(charlie, "moderation", panel.pk)
    assert "1 of 3 ratings moderated" in said
    assert "2 → 1" in said  # two met it before, one after
    assert "charlie (chair)" in said


@pytest.mark.parametrize("by", ["department", "rank", "gender", "ethnicity", "disability"])
def test_a_panel_takes_as_few_queries_whatever_it_is_counted_by(
    by: str, cast: Cast, charlie: Client, django_assert_max_num_queries: Any
) -> None:
    year = open_year()
    some(year, cast.alice, [(3, 4)] * 12)
    panel = panel_of(cast, year)
    page(charlie, "moderation", panel.pk, by=by)  # reference tables are read once
    with django_assert_max_num_queries(MOST):
        page(charlie, "moderation", panel.pk, by=by)


def test_groups_by_what_people_declared_are_withheld_when_small(cast: Cast, charlie: Client) -> None:
    year = open_year()
    for place, rating in enumerate(some(year, cast.alice, [(3, 4)] * 30)):
        declares(rating, "female" if place < 3 else "male")
    context: Any = charlie.get(reverse("people:moderation", args=[panel_of(cast, year).pk]), {"by": "gender"}).context
    rows = {row[0]: [each["text"] for each in row[1:]] for row in context["breakdown"][0]["rows"]}
    assert set(rows["Female"]) == {"–"}
    assert set(rows["Male"]) == {"–"}  # 27 of 30 would tell the three


def test_what_moderation_made_of_groups_shows_to_nobody_before_all_is_decided(cast: Cast, client: Client) -> None:
    year = open_year()
    ratings, panel = some(year, cast.alice, [(3, 4)] * 2), panel_of(cast, year)
    for reader in (cast.charlie, cast.of(LEAD)):
        client.force_login(reader)
        assert "once every rating is decided" in page(client, "moderation", panel.pk, by="gender")
    for rating in ratings:
        changed(rating, cast.charlie, panel)
    assert "once every rating is decided" not in page(client, "moderation", panel.pk, by="gender")


def test_a_button_stands_only_where_it_can_do_something(cast: Cast, charlie: Client) -> None:
    panel = panel_of(cast, (year := open_year()), cast.charlie, cast.alice)
    (rating,) = some(year, cast.alice, [(3, 4)])
    shown = {}
    for reader in (cast.charlie, cast.alice, cast.of(LEAD)):
        charlie.force_login(reader)
        shown[reader.username] = page(charlie, "moderation", panel.pk)
    assert ["Moderate the next rating" in text for text in shown.values()] == [True, False, False]
    assert not any("Make final" in text for text in shown.values())
    changed(rating, cast.charlie, panel)
    assert "Make final" in page(charlie, "moderation", panel.pk)


def test_ones_own_rating_is_counted_nowhere(cast: Cast, charlie: Client) -> None:
    year = open_year()
    some(year, cast.alice, [(3, 4), (3, 4)])
    provisional(year, cast.charlie.person, cast.alice, what=5)
    panel = panel_of(cast, year)
    assert "0 of 2 ratings moderated" in page(charlie, "moderation", panel.pk)
    assert "Charlie Cook" not in page(charlie, "moderation-cases", panel.pk)


def test_a_closed_panel_shows_its_members_no_rating(cast: Cast, charlie: Client) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 4)])
    panel = panel_of(cast, year)
    panel.close(by=cast.of(LEAD))
    assert "Before and after" not in page(charlie, "moderation", panel.pk)
    assert charlie.get(case(rating)).status_code == 404
    assert charlie.get(reverse("people:moderation-confirm", args=[panel.pk])).status_code == 403


@pytest.mark.parametrize("query", [{"by": "age"}, {"by": "declared__gender"}, {"o": "1"}])
def test_a_grouping_that_there_is_not_is_refused(query: dict[str, str], cast: Cast, charlie: Client) -> None:
    panel = panel_of(cast, open_year())
    assert charlie.get(reverse("people:moderation", args=[panel.pk]), query).status_code == 400


# --- the list ---


def test_the_list_takes_few_queries_and_is_narrowed(
    cast: Cast, charlie: Client, django_assert_max_num_queries: Any
) -> None:
    year = open_year()
    ratings = some(year, cast.alice, [(3, 4), (4, 4), (5, 5)])
    panel = panel_of(cast, year)
    changed(ratings[0], cast.charlie, panel)
    page(charlie, "moderation-cases", panel.pk)
    with django_assert_max_num_queries(MOST):
        said = page(charlie, "moderation-cases", panel.pk, standing="changed")
    assert "Robin R00" in said and "Robin R01" not in said
    assert charlie.get(reverse("people:moderation-cases", args=[panel.pk]), {"standing": "?"}).status_code == 400
    assert charlie.get(reverse("people:moderation-cases", args=[panel.pk]), {"gender": "x"}).status_code == 400


def test_ticked_ratings_are_confirmed_and_others_left(cast: Cast, charlie: Client) -> None:
    year = open_year()
    first, second = some(year, cast.alice, [(3, 4), (4, 4)])
    given = some(year, cast.charlie, [(3, 3)], "G")[0]
    address = reverse("people:moderation-confirm", args=[panel_of(cast, year).pk])
    address = f"{address}?chosen={first.pk}&chosen={given.pk}"
    asks: Any = charlie.get(address).context
    assert asks["title"] == "Confirm 1 rating"
    assert charlie.post(address, {"seen": asks["form"].initial["seen"]}).status_code == 302
    assert rating_of(first.appraisal).status == RatingStatus.MODERATED
    assert {rating_of(each.appraisal).status for each in (second, given)} == {RatingStatus.PROVISIONAL}


def test_a_second_click_confirms_nothing_and_says_so(cast: Cast, charlie: Client) -> None:
    year = open_year()
    some(year, cast.alice, [(3, 4), (4, 4)])
    address = f"{reverse('people:moderation-confirm', args=[panel_of(cast, year).pk])}?all=1"
    asks: Any = charlie.get(address).context
    for status in (302, 409):
        assert charlie.post(address, {"seen": asks["form"].initial["seen"]}).status_code == status
    assert ModerationDecision._base_manager.count() == 2


def test_one_case_follows_the_other_in_the_order_of_the_list_and_the_last_leads_to_the_first(
    cast: Cast, charlie: Client
) -> None:
    year = open_year()
    named = [person(f"N{place}", f"Robin {name}") for place, name in enumerate(("de Vere", "Ábel", "Zeta", "Zeta"))]
    for who in named:
        provisional(year, who, cast.alice)
    panel = panel_of(cast, year)
    listed: Any = charlie.get(reverse("people:moderation-cases", args=[panel.pk])).context
    keys = [row["pk"] for row in listed["rows"]]
    for here, following in zip(keys, [*keys[1:], keys[0]], strict=True):
        response: Any = charlie.get(reverse("people:moderation-next", args=[panel.pk]), {"after": here})
        assert f"/cases/{following}/" in response.url


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "²"])
def test_what_is_no_key_is_refused(key: str, cast: Cast, charlie: Client) -> None:
    address = reverse("people:moderation-confirm", args=[panel_of(cast, open_year()).pk])
    assert charlie.get(address, {"chosen": key}).status_code == 400


# --- one case ---


def test_a_case_is_confirmed_and_the_next_one_opens(
    cast: Cast, charlie: Client, django_assert_max_num_queries: Any
) -> None:
    year = open_year()
    first, second = some(year, cast.alice, [(3, 4), (4, 4)])
    panel_of(cast, year)
    mark = seen(charlie, first)
    with django_assert_max_num_queries(MOST + 1):  # and the draft of the reason
        said = charlie.get(case(first)).content.decode()
    assert "Led the desk" in said and "Met, as the framework has it." in said
    response: Any = charlie.post(case(first), {"decision": "confirm", "seen": mark})
    assert response.status_code == 302 and case(second) in response["Location"]
    assert rating_of(first.appraisal).moderator == cast.charlie


def test_a_change_needs_another_value_and_a_reason(cast: Cast, charlie: Client) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 4)])
    panel_of(cast, year)
    two = on_scale(year, "what", 2)
    given = {"decision": "change", "seen": seen(charlie, rating), "what": two.pk, "how": rating.how_id, "reason": ""}
    assert b"Enter why it is changed" in charlie.post(case(rating), given).content
    same = given | {"what": rating.what_id, "reason": "-"}
    assert "These are the rater’s values" in charlie.post(case(rating), same).content.decode()
    foreign = ScaleValue._base_manager.exclude(year=year).first() or on_scale(open_year("2020/21", 2020), "what", 1)
    assert charlie.post(case(rating), given | {"what": foreign.pk, "reason": "-"}).status_code == 200
    assert charlie.post(case(rating), given | {"reason": "Late files"}).status_code == 302
    now = rating_of(rating.appraisal)
    assert (now.moderated_what, now.what_id) == (two, rating.what_id)


def test_the_second_moderator_sees_that_it_was_decided_and_keeps_what_they_typed(cast: Cast, charlie: Client) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 4)])
    panel = panel_of(cast, year, cast.charlie, cast.bob)
    mark = seen(charlie, rating)
    changed(rating, cast.bob, panel)
    given = {"decision": "change", "seen": mark, "what": on_scale(year, "what", 5).pk, "how": rating.how_id}
    response = charlie.post(case(rating), given | {"reason": "My own words"})
    assert response.status_code == 409
    said = response.content.decode()
    assert "My own words" in said and "Less than agreed" in said
    assert rating_of(rating.appraisal).moderator == cast.bob


def test_whoever_gave_it_reads_it_and_decides_nothing(cast: Cast, charlie: Client, client: Client) -> None:
    year = open_year()
    (rating,) = some(year, cast.charlie, [(3, 4)])
    panel_of(cast, year)
    assert "You gave this rating" in charlie.get(case(rating)).content.decode()
    assert charlie.post(case(rating), {"decision": "confirm", "seen": "-"}).status_code == 403


def test_the_lead_who_does_not_sit_reads_and_decides_nothing(cast: Cast, client: Client) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 4)])
    panel_of(cast, year)
    client.force_login(cast.of(LEAD))
    assert "Members of the panel decide" in client.get(case(rating)).content.decode()
    assert client.post(case(rating), {"decision": "confirm", "seen": "-"}).status_code == 403


def test_others_find_no_panel_and_no_case(cast: Cast, client: Client) -> None:
    year = open_year()
    (rating,) = some(year, cast.alice, [(3, 4)])
    panel = panel_of(cast, year)
    for reader in (cast.bob, cast.alice, cast.of(Role.PEOPLE_DATA)):
        client.force_login(reader)
        for name in ("moderation", "moderation-cases", "moderation-confirm", "moderation-minutes"):
            assert client.get(reverse(f"people:{name}", args=[panel.pk])).status_code == 404
        assert client.get(case(rating)).status_code == 404
