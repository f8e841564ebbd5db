"""A scoped queryset answers nobody until it is said for whom, by whatever way it is asked."""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery
from django.forms import ModelChoiceField, modelform_factory
from django.template import Context, Template

from people.models import EqualityMonitoring, Person, Post
from people.roles import Role
from tests.base import Cast, user
from wmp.lib.access import ScopeError, touches_classified

pytestmark = pytest.mark.django_db

WAYS: dict[str, Callable[[Any], object]] = {
    "iteration": list,
    "length": len,
    "truth": bool,
    "membership": lambda posts: Post() in posts,
    "index": lambda posts: posts[0],
    "slice": lambda posts: list(posts[:2]),
    "stepped slice": lambda posts: posts[:2:2],
    "repr": repr,
    "pickle": pickle.dumps,
    "get": lambda posts: posts.get(pk=1),
    "first": lambda posts: posts.first(),
    "last": lambda posts: posts.last(),
    "earliest": lambda posts: posts.earliest("started"),
    "latest": lambda posts: posts.latest("started"),
    "in_bulk": lambda posts: posts.in_bulk([1]),
    "in_bulk of all": lambda posts: posts.in_bulk(),
    "count": lambda posts: posts.count(),
    "exists": lambda posts: posts.exists(),
    "contains": lambda posts: posts.contains(Post(pk=1)),
    "aggregate": lambda posts: posts.aggregate(Count("pk")),
    "iterator": lambda posts: list(posts.iterator()),
    "aiterator": lambda posts: posts.aiterator(),
    "explain": lambda posts: posts.explain(),
    "raw": lambda posts: list(posts.raw("SELECT * FROM people_post")),
    "values": lambda posts: list(posts.values()),
    "values_list": lambda posts: list(posts.values_list("pk", flat=True)),
    "dates": lambda posts: list(posts.dates("started", "year")),
    "distinct": lambda posts: list(posts.distinct()),
    "annotate": lambda posts: list(posts.annotate(n=Count("pk")).values("n")),
    "only": lambda posts: list(posts.only("pk")),
    "select_related": lambda posts: list(posts.select_related("person")),
    "select_for_update": lambda posts: list(posts.select_for_update()),
    "using": lambda posts: list(posts.using("default")),
    "update": lambda posts: posts.update(fte=0),
    "delete": lambda posts: posts.delete(),
    "get_or_create": lambda posts: posts.get_or_create(pk=1),
    "update_or_create": lambda posts: posts.update_or_create(pk=1, defaults={"fte": 0}),
    "bulk_update": lambda posts: posts.bulk_update([Post(pk=1, fte=0)], ["fte"]),
    "bulk_create over others": lambda posts: posts.bulk_create(
        [Post(pk=1)], update_conflicts=True, update_fields=["fte"], unique_fields=["pk"]
    ),
    "union with itself": lambda posts: list(posts.union(posts)),
    "both": lambda posts: list(posts | posts),
    "either": lambda posts: list(posts ^ posts.filter(pk=1)),
    "and": lambda posts: list(posts & posts),
    "intersection": lambda posts: list(posts.intersection(posts)),
    "difference": lambda posts: list(posts.difference(posts)),
    "slices together": lambda posts: list(posts[:1] | posts[1:2]),
    "either of slices": lambda posts: list(posts[:1] ^ posts[1:2]),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_nothing_is_read_or_changed_before_the_scope_is_stated(way: Callable[[Any], object], cast: Cast) -> None:
    with pytest.raises(ScopeError), transaction.atomic():
        way(Post.objects.all())
    assert Post.objects.unscoped().filter(fte=None).count() == 3


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_person_s_own_posts_are_as_closed(way: Callable[[Any], object], cast: Cast) -> None:
    holder = Person.objects.visible_to(cast.bob).get(account=cast.bob)
    with pytest.raises(ScopeError), transaction.atomic():
        way(holder.posts.all())


def test_raw_sql_is_refused_even_to_whom_everything_is_visible(cast: Cast) -> None:
    with pytest.raises(ScopeError):
        Post.objects.visible_to(cast.of(Role.PEOPLE_DATA)).raw("SELECT * FROM people_post")


def test_prefetching_needs_a_stated_queryset(cast: Cast) -> None:
    people = Person.objects.visible_to(cast.alice)
    with pytest.raises(ScopeError):
        list(people.prefetch_related("posts"))
    seen = people.prefetch_related(Prefetch("posts", Post.objects.visible_to(cast.alice)))
    assert {len(each.posts.all()) for each in seen} == {1}


def test_choices_of_a_form_refuse_to_be_listed_or_looked_up(cast: Cast) -> None:
    field: Any = ModelChoiceField(Person.objects.all())
    with pytest.raises(ScopeError):
        list(field.choices)
    with pytest.raises(ScopeError):
        field.clean("1")
    with pytest.raises(ScopeError):
        modelform_factory(Post, fields=["line_manager"])().as_p()


def test_choices_that_are_somebody_s_view_offer_that_view(cast: Cast) -> None:
    field: Any = ModelChoiceField(Person.objects.visible_to(cast.alice), empty_label=None)
    assert [label for _, label in field.choices] == ["Alice Archer", "Bob Baker"]
    with pytest.raises(ValidationError):
        field.clean(cast.charlie.person.pk)


def test_templates_can_neither_state_a_scope_nor_do_without(cast: Cast) -> None:
    context = Context({"person": cast.bob.person})
    assert Template("{{ person.posts.unscoped.count }}{{ person.posts.visible_to }}").render(context) == ""
    with pytest.raises(ScopeError):
        Template("{{ person.posts.count }}").render(context)


def test_a_subquery_needs_no_scope_of_its_own(cast: Cast) -> None:
    people = Person.objects.visible_to(cast.alice)
    posts = Post.objects.filter(line_manager__account=cast.alice)
    assert people.filter(pk__in=posts.values("person")).count() == 1
    assert people.filter(Exists(posts.filter(person=OuterRef("pk")))).count() == 1


def test_a_stated_scope_lasts_through_whatever_is_built_on_it(cast: Cast) -> None:
    mine = Post.objects.visible_to(cast.bob)
    built = mine.filter(started__year=2020).exclude(rank=None).order_by("started").select_related("rank")[:5]
    assert [post.person_id for post in built] == [cast.bob.person.pk]
    assert len(copy.deepcopy(mine)) == len(pickle.loads(pickle.dumps(mine))) == 1


def test_a_query_taken_out_of_a_stated_queryset_states_nothing(cast: Cast) -> None:
    posts = Post.objects.all()
    posts.query = pickle.loads(pickle.dumps(Post.objects.visible_to(cast.bob).query))
    with pytest.raises(ScopeError):
        list(posts)


def test_querysets_put_together_are_stated_only_where_all_of_them_were(cast: Cast) -> None:
    alice, bob, anyone = Post.objects.visible_to(cast.alice), Post.objects.visible_to(cast.bob), Post.objects.all()
    assert (alice | bob).count() == alice.union(bob).count() == 2
    for together in (alice | anyone, anyone | alice, alice ^ anyone, alice.union(anyone), anyone.union(alice)):
        with pytest.raises(ScopeError):
            together.count()


def test_slices_put_together_are_stated_only_where_both_were(cast: Cast) -> None:
    alice, anyone = Post.objects.visible_to(cast.alice), Post.objects.all()
    assert (alice[:1] | alice[1:2]).count() == 2
    for left, right in [(alice[:1], anyone), (anyone[:1], alice), (alice[:1], anyone[:1])]:
        with pytest.raises(ScopeError):
            list(left | right)


def test_what_a_stated_queryset_is_narrowed_by_needs_no_scope(cast: Cast) -> None:
    mine, anyone = Post.objects.visible_to(cast.bob), Post.objects.all()
    assert (mine & anyone).count() == mine.intersection(anyone).count() == 1
    assert mine.difference(anyone).count() == 0


def test_nothing_added_to_a_stated_queryset_leaves_it_as_it_was(cast: Cast) -> None:
    mine, nothing = Post.objects.visible_to(cast.bob), Post.objects.none()
    with pytest.raises(ScopeError):
        (mine | nothing).count()
    assert (mine | nothing.unscoped()).count() == mine.count() == 1


def test_nobody_signed_in_and_nobody_inactive_sees_anything(cast: Cast) -> None:
    cast.bob.is_active = False
    assert not Post.objects.visible_to(cast.bob).exists()
    assert not Post.objects.visible_to(AnonymousUser()).exists()
    assert not EqualityMonitoring.objects.visible_to(cast.bob).exists()


@pytest.mark.parametrize("role", Role)
def test_a_further_role_never_takes_a_row_away(role: Role, cast: Cast) -> None:
    for model in (Person, Post):
        before = set(model.objects.visible_to(cast.alice).values_list("pk", flat=True))
        promoted = user(f"alice-{model.__name__}", role)
        model_rows = model.objects.filter(pk__in=before)
        Person.objects.unscoped().filter(account=cast.alice).update(account=promoted)
        assert model_rows.visible_to(promoted).count() == len(before)
        Person.objects.unscoped().filter(account=promoted).update(account=cast.alice)


def test_uniqueness_is_checked_over_rows_one_may_not_see(cast: Cast) -> None:
    twin = Person(employee_number="C1", first_name="Charlie", last_name="Cook")
    with pytest.raises(ValidationError, match="There is a person with this employee number already: C1."):
        twin.full_clean()
    with pytest.raises(ScopeError):
        Person.objects.count()


CLASSIFIED: list[tuple[type, Q | str]] = [
    (EqualityMonitoring, "declared_on"),
    (Person, "equality__gender"),
    (Post, "person__equality__ethnicity__in"),
    (Post, "line_manager__equality"),
    (Post, Q(fte=1) | ~Q(Q(person__equality__gender="female"), fte=1)),
    (Post, Q(started=F("person__equality__declared_on"))),
    (Post, Q(Exists(EqualityMonitoring.objects.all()))),
    (Post, Q(person__in=EqualityMonitoring.objects.values("person"))),
    (Post, Q(person=Subquery(EqualityMonitoring.objects.values("person")[:1]))),
]
OPEN: list[tuple[type, Q | str]] = [
    (Post, "person__name__icontains"),
    (Post, "pk"),
    (Post, "started__year__gte"),
    (Post, Q(started__lte="2022-04-01") & (Q(ended=None) | Q(ended__gte=F("started")))),
]


@pytest.mark.parametrize(("model", "condition"), CLASSIFIED)
def test_a_condition_that_leads_through_a_classified_table_is_found_out(model: Any, condition: Q | str) -> None:
    assert touches_classified(model, condition)


@pytest.mark.parametrize(("model", "condition"), OPEN)
def test_other_conditions_are_left_alone(model: Any, condition: Q | str) -> None:
    assert not touches_classified(model, condition)
