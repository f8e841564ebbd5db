"""A path for queries only: one join straight to the other table, and nothing to read on a record."""

import pytest
from django.db import connection
from django.forms import modelform_factory
from django.test.utils import CaptureQueriesContext

from people.workforce.models import Post
from tests.base import declared, person, post
from wmp.lib.access import touches_classified

pytestmark = pytest.mark.django_db


def test_it_finds_by_what_was_declared() -> None:
    asian, white, silent = (post(person(number)) for number in ("1", "2", "3"))
    declared(asian.person, ethnicity="A1")
    declared(white.person, ethnicity="W1")
    posts = Post.objects.unscoped()
    assert list(posts.filter(declared__ethnicity="A1")) == [asian]
    assert set(posts.exclude(declared__ethnicity="A1")) == {white, silent}


def test_it_leaves_the_people_out_of_the_query() -> None:
    with CaptureQueriesContext(connection) as caught:
        Post.objects.unscoped().filter(declared__ethnicity="A1").exists()
    assert "people_equalitymonitoring" in caught[0]["sql"]
    assert "people_person" not in caught[0]["sql"]


def test_a_record_does_not_tell() -> None:
    held = post(person("1"))
    declared(held.person, ethnicity="A1")
    assert Post.objects.unscoped().get().declared is None


def test_a_record_is_checked_saved_and_deleted_as_without_it() -> None:
    held = post(person("1"))
    monitoring = declared(held.person)
    held.full_clean()
    held.save()
    monitoring.delete()
    assert Post.objects.unscoped().get() == held


def test_it_is_seen_to_be_classified() -> None:
    assert touches_classified(Post, "declared__ethnicity__in")


def test_no_form_offers_it() -> None:
    assert "declared" not in modelform_factory(Post, fields="__all__").base_fields
