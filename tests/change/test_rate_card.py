"""The rate card: a new rate from a day, a correction with its reason, and where a rate is used."""

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.test import Client

from change.models import Rate
from tests.base import Cast, Role, opened_with
from tests.change.reviewed import review_of

pytestmark = pytest.mark.django_db
PAGE = "/change/reviews/rates/"


def rate(starts_on: date = date(2021, 4, 1), pounds: int = 50_000, category: str = "Constable") -> Rate:
    return Rate.objects.create(category=category, starts_on=starts_on, pounds=pounds, source="Finance, 2021")


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def sent(client: Client, **values: str) -> Any:
    form = {"category": "Constable", "pounds": "£52,000", "source": "Finance, 2022"}
    form |= {"starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2022"} | values
    return client.post(f"{PAGE}new/", form)


def corrected(client: Client, record: Rate, **values: str) -> Any:
    address = f"{PAGE}{record.pk}/change/"
    mark = opened_with(client.get(address).content.decode())
    return client.post(address, {"opened_with": mark, "pounds": "50,500", "source": "Finance, 2021"} | values)


def test_a_new_rate_begins_on_a_day_and_the_old_one_stands(manager: Client) -> None:
    old = rate()
    assert sent(manager, category="  constable ").status_code == 302
    assert Rate.objects.unscoped().filter(category="Constable").count() == 2
    page = page_of(manager, f"{PAGE}{old.pk}/")
    assert "on days from 1 April 2021 to 31 March 2022" in page and "£52,000" in page and "£50,000" in page


def test_a_rate_from_the_same_day_or_of_nothing_is_refused(manager: Client) -> None:
    rate(date(2022, 4, 1))
    assert "already has a rate from that day" in sent(manager).content.decode()
    assert "more than nothing" in sent(manager, category="Sergeant", pounds="0").content.decode()
    assert Rate.objects.unscoped().count() == 1


def test_a_correction_needs_its_reason_and_keeps_what_was(manager: Client, cast: Cast) -> None:
    record = rate()
    assert corrected(manager, record).status_code == 200
    record.refresh_from_db()
    assert record.pounds == 50_000
    assert corrected(manager, record, correction="Read from the wrong column").status_code == 302
    page = page_of(manager, f"{PAGE}{record.pk}/")
    assert "Correct this rate" in page and "Add a rate from another day" in page
    assert "Pounds a year: 50,000 → 50,500" in page and "nothing → Read from the wrong column" in page
    again = corrected(manager, record, correction="Read from the wrong column", pounds="1")
    assert "this very reason" in again.content.decode()
    assert 'value="Read from' not in page_of(manager, f"{PAGE}{record.pk}/change/")


def test_a_correction_leaves_category_and_day(manager: Client) -> None:
    record = rate()
    corrected(manager, record, correction="Typed", category="Sergeant", starts_on_year="2001")
    record.refresh_from_db()
    assert (record.category, record.starts_on, record.pounds) == ("Constable", date(2021, 4, 1), Decimal(50_500))


def test_the_database_takes_no_correction_without_a_reason(cast: Cast) -> None:
    record = rate()
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Rate.objects.unscoped().filter(pk=record.pk).update(pounds=1)
    assert Rate.objects.unscoped().filter(pk=record.pk).update(pounds=1, correction="Agreed anew") == 1
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Rate.objects.unscoped().filter(pk=record.pk).update(pounds=2)


def test_it_leads_to_the_reviews_in_whose_days_it_holds(manager: Client) -> None:
    old, new = rate(), rate(date(2022, 4, 1))
    review = review_of(as_at=date(2021, 9, 30))
    day = "day_day=30&day_month=9&day_year=2021"
    link = f"/change/reviews/benefits-reviews/{review.pk}/fte-efficiencies/?category=Constable&{day}"
    assert link in page_of(manager, f"{PAGE}{old.pk}/") and link not in page_of(manager, f"{PAGE}{new.pk}/")
    assert manager.get(link).status_code == 200


def test_the_card_lists_every_rate(manager: Client, django_assert_max_num_queries: Any) -> None:
    rate()
    rate(date(2030, 4, 1), 70_000)
    assert "£50,000" not in page_of(manager, f"{PAGE}?standing=to+come")
    with django_assert_max_num_queries(8):
        page = page_of(manager, PAGE)
    assert "£50,000" in page and "£70,000" in page


def test_a_page_takes_few_queries(manager: Client, django_assert_max_num_queries: Any) -> None:
    record = rate()
    page_of(manager, f"{PAGE}{record.pk}/")
    with django_assert_max_num_queries(9):  # two of them begin and end the test's own savepoint
        page_of(manager, f"{PAGE}{record.pk}/")


def test_nobody_else_reads_or_keeps_rates(client: Client, cast: Cast) -> None:
    record = rate()
    for who in (cast.charlie, cast.of(Role.BENEFIT_OWNER)):
        client.force_login(who)
        assert client.get(PAGE).status_code == 403 == sent(client).status_code
        assert client.get(f"{PAGE}{record.pk}/").status_code == 404
        assert client.get(f"{PAGE}{record.pk}/change/").status_code == 404
