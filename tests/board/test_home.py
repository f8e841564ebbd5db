"""The home page says what waits for the one who signed in, oldest first, and where to start."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from change.models import BenefitsReview
from people.models import PromotionApplication, PromotionProcess
from people.promotion.models import Season
from people.roles import Role
from people.workforce.models import User
from tests.base import DAY, Cast, rank

pytestmark = pytest.mark.django_db


def home(client: Client, reader: User) -> str:
    client.force_login(reader)
    return client.get(reverse("home")).content.decode()


def test_nothing_waiting_says_so_and_shows_where_to_start(cast: Cast, client: Client) -> None:
    page = home(client, cast.bob)
    assert "Nothing waits for you." in page
    assert "Who viewed my record" in page


def test_what_is_about_the_reader_alone_stands_beside_their_name_and_not_in_the_menu(
    cast: Cast, client: Client
) -> None:
    page = home(client, cast.of(Role.CHANGE_MANAGER))
    before, menu = page.split("<nav", 1)
    assert 'class="app-account__link" href="/audit/about-me/"' in before
    assert "Who viewed my record" not in menu.split("</nav>", 1)[0]


def test_the_promotion_team_sees_processes_without_results(cast: Cast, client: Client) -> None:
    process = PromotionProcess.objects.create(
        from_rank=rank("PC"), to_rank=rank("Sgt"), season=Season.SPRING, year=2022
    )
    PromotionApplication.objects.create(process=process, candidate=cast.bob.person, applied_on=date(2022, 2, 1))
    assert "Enter results for PC to Sgt Spring 2022: 1 without one" in home(client, cast.of(Role.PROMOTION_TEAM))
    assert "Enter results" not in home(client, cast.bob)


def test_the_change_manager_sees_open_reviews(cast: Cast, client: Client) -> None:
    review = BenefitsReview.objects.create(name="ABR 2022", as_at=DAY, first_year=2022, last_year=2026)
    manager = cast.of(Role.CHANGE_MANAGER)
    assert "Finish and freeze ABR 2022" in home(client, manager)
    review.freeze(by=manager)
    assert "Finish and freeze" not in home(client, manager)


def test_the_menu_holds_what_the_reader_may_open(cast: Cast, client: Client) -> None:
    assert "Board figures" not in home(client, cast.charlie)
    assert "Administration" in home(client, cast.of(Role.ADMINISTRATOR))
    assert "Read log" in home(client, cast.of(Role.AUDITOR))
