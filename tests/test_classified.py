"""What fewer people may read stands in classified tables, and nothing that lists, sorts or searches touches those.

A model or a field that nobody listed in tests/classified fails: whoever adds one decides who may read it.
"""

import ast
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import chain
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.forms import ModelChoiceField
from django.forms.models import BaseModelForm
from django.test import Client
from django.urls import reverse

from people.models import EqualityMonitoring, Person, User
from people.roles import Role
from tests.base import Cast, user
from tests.classified import change, people, site, welfare
from tests.test_imports import OURS, modules
from wmp.board.registers import REGISTERS
from wmp.lib.access import ScopedModel, ScopedQuerySet, ScopeError, touches_classified
from wmp.lib.workflow import StatusChange

FILES = (people, welfare, change, site)
CLASSIFIED = dict(chain.from_iterable(each.CLASSIFIED.items() for each in FILES))
NOT_CLASSIFIED = dict(chain.from_iterable(each.NOT_CLASSIFIED.items() for each in FILES))
ORDINARY_FIELDS = dict(chain.from_iterable(each.ORDINARY_FIELDS.items() for each in FILES))


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in OURS]


def origin(model: Any) -> Any:
    """The record whose history a model keeps; itself otherwise."""
    if issubclass(model, StatusChange):
        return model._meta.get_field("record").related_model
    return model._meta.get_field("pgh_obj").related_model if hasattr(model, "pgh_trackers") else model


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_every_model_is_classified_or_not_with_a_reason(model: Any) -> None:
    label = origin(model)._meta.label
    assert label in CLASSIFIED or label in NOT_CLASSIFIED, f"Say in tests/classified whether {label} is, and why."
    assert getattr(model, "classified", False) is (label in CLASSIFIED)


@pytest.mark.parametrize("label", ORDINARY_FIELDS)
def test_no_field_is_added_to_a_person_s_record_unnoticed(label: str) -> None:
    fields = {field.name for field in apps.get_model(label)._meta.local_fields}
    assert fields == set(ORDINARY_FIELDS[label].split()), "Does everybody who sees the record see the new field?"


def test_every_record_about_a_person_has_its_fields_listed() -> None:
    about = {model._meta.label for model in ours() if Person in related_to(model) and origin(model) is model}
    assert about <= set(ORDINARY_FIELDS) | set(CLASSIFIED)


def related_to(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.local_fields if field.is_relation}


# --- every scoped model refuses, whichever way one comes -------------------------------------------------------------

SCOPED = [model for model in ours() if issubclass(model, ScopedModel)]
WAYS: list[Callable[[Any], object]] = [
    list,
    lambda rows: rows.count(),
    lambda rows: rows.exists(),
    lambda rows: rows.aggregate(n=models.Count("pk")),
    lambda rows: rows.first(),
    lambda rows: list(rows.iterator()),
    lambda rows: list(rows.values()),
    lambda rows: list(rows | rows),
    lambda rows: list(rows.union(rows)),
    lambda rows: rows.update(pk=1),
    lambda rows: rows.delete(),
]


@pytest.mark.django_db
@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_the_default_manager_of_every_scoped_model_refuses(model: Any) -> None:
    for way in WAYS:
        with pytest.raises(ScopeError), transaction.atomic():
            way(model.objects.all())


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model._meta.label)
def test_every_scoped_model_says_who_may_see_it(model: Any) -> None:
    rows = model._default_manager.all()
    assert isinstance(rows, ScopedQuerySet)
    assert type(rows).grants is not ScopedQuerySet.grants


def reverse_sides() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        for relation in model._meta.related_objects:
            if issubclass(relation.related_model, ScopedModel) and relation.one_to_many:
                yield model, str(relation.get_accessor_name())


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "accessor"), list(reverse_sides()), ids=str)
def test_every_reverse_side_of_a_foreign_key_refuses(model: Any, accessor: str) -> None:
    with pytest.raises(ScopeError):
        list(getattr(model(pk=1), accessor).all())


def test_an_account_leads_to_its_own_person_and_to_nothing_else_past_the_scope() -> None:
    """The reverse side of a one-to-one key is an object and not a queryset, so nothing can refuse there.

    A line of a case's diary leads to its correction and a document to its removal, each as closed as the other.
    """
    of_a_case = {("welfare.Contact", "correction"), ("welfare.Entry", "correction"), ("welfare.Document", "removal")}
    single = {
        (model._meta.label, relation.get_accessor_name())
        for model in apps.get_models()
        for relation in model._meta.related_objects
        if relation.one_to_one and issubclass(relation.related_model, ScopedModel)
    }
    assert single == {("people.User", "person"), *of_a_case}


# --- the way to a declaration is a query, and only figures, its own page and its file know it ------------------------


def test_there_is_no_way_from_a_person_to_what_they_declared() -> None:
    somebody = Person(pk=1)
    named = {relation.get_accessor_name() for relation in Person._meta.related_objects}
    assert not {name for name in named if name and "equality" in name}
    assert not hasattr(somebody, "equality") and not hasattr(somebody, "equalitymonitoring")


KNOW_OF_IT = {
    "people.models",
    "people.workforce.models",
    "people.workforce.views",  # one's own, on one's own page
    "people.workforce.extracts",
    "people.workforce.figures",
    "people.promotion.models",
    "people.promotion.figures",
    "people.promotion.pipeline",  # success by group at each stage, small groups withheld
    "people.recruitment.figures",
    "people.recruitment.ranks",  # shares of ranks, for a projection
    "people.performance.models",  # the path to it, for moderation by group
    "people.performance.distribution",  # counts by group, of which small ones are withheld
    "wmp.demo.files",
}
WORDS = {"EqualityMonitoring", "minority", "ethnicity_stated", "gender_is", "MINORITY_ETHNICITIES"}


def test_only_figures_its_own_page_and_its_file_name_the_declaration() -> None:
    naming = {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom | ast.ClassDef)
        for name in ([each.name for each in node.names] if isinstance(node, ast.ImportFrom) else [node.name])
        if name in WORDS
    }
    lookups = {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if "equality__" in node.value or "declared__" in node.value
        if " " not in node.value
    }
    assert naming | lookups <= KNOW_OF_IT, naming | lookups


def test_histories_are_read_by_the_timeline_of_a_record_one_may_see_and_nowhere_else() -> None:
    readers = {
        module
        for module, path in modules()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and (node.attr == "events" or node.attr.endswith("Event"))
        if isinstance(node.value, ast.Name) and node.value.id not in ("self", "page", "pghistory")
    }
    # A deployment is checked against the training that was in force on its day.
    assert readers <= {"wmp.lib.timeline", "welfare.wellbeing.models"}, readers


# --- forms, registers, administration --------------------------------------------------------------------------------


def all_below(base: type) -> set[type]:
    below: list[type] = base.__subclasses__()
    return {base}.union(*map(all_below, below))


def forms_of_ours() -> list[Any]:
    for module, _ in modules():
        import_module(module)
    return [form for form in all_below(BaseModelForm) if form.__module__.split(".")[0] in OURS]


def test_no_form_is_of_a_classified_model_or_chooses_from_one() -> None:
    found = forms_of_ours()
    assert len(found) > 5
    for form in found:
        model = form._meta.model
        assert model is None or not getattr(model, "classified", False)
        assert model is None or not any(touches_classified(model, name) for name in form.base_fields)
        chosen_from: list[Any] = [each for each in form.base_fields.values() if isinstance(each, ModelChoiceField)]
        assert not any(getattr(field.queryset.model, "classified", False) for field in chosen_from)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.slug)
def test_no_register_shows_sorts_filters_or_searches_a_classified_field(register: Any) -> None:
    paths = [cell.path for cell in register.cells]
    paths += [path for cell in register.cells for path in cell.order]
    paths += [*register.search, *register.numbers]
    paths += [each.field_name for each in register.filters.base_filters.values() if each.field_name]
    assert not [path for path in paths if touches_classified(register.model, path)]


def test_no_page_of_the_administration_touches_a_classified_field() -> None:
    for model, page in admin.site._registry.items():
        shown: list[Any] = [*page.list_display, *page.list_filter, *page.search_fields, *page.readonly_fields]
        shown += [*(page.ordering or ()), *page.autocomplete_fields]
        assert not [path for path in shown if touches_classified(model, str(path).lstrip("-^=@"))]
        assert not list(page.inlines)


# --- on the pages themselves -----------------------------------------------------------------------------------------

TELLING = "Gypsy or Irish Traveller"
PAGES = ["people:people-list", "people:posts-list", "people:probation-list"]


@pytest.fixture
def declared_by_bob(cast: Cast) -> Cast:
    EqualityMonitoring.objects.create(person=cast.bob.person, gender="other", ethnicity="W3", disability="yes")
    return cast


def browser_of(account: User) -> Client:
    client = Client()
    client.force_login(account)
    return client


@pytest.mark.django_db
def test_nobody_with_any_role_reads_what_another_person_declared(declared_by_bob: Cast) -> None:
    own_page = reverse("people:people-detail", args=[declared_by_bob.bob.person.pk])
    everything = user("everything", *Role)
    for reader in (declared_by_bob.alice, declared_by_bob.charlie, everything):
        for address in [own_page, *map(reverse, PAGES)]:
            assert TELLING not in browser_of(reader).get(address).content.decode()
    assert TELLING in browser_of(declared_by_bob.bob).get(own_page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "query",
    [
        {"ethnicity": "W3"},
        {"person__equality__ethnicity": "W3"},
        {"equality__gender__startswith": "o"},
        {"sort": "person__equality__gender"},
        {"sort": "-equality__ethnicity"},
        {"o": "equality"},
        {"export": "csv", "columns": "equality__gender"},
    ],
)
def test_no_parameter_of_a_list_asks_a_declaration(page: str, query: dict[str, str], declared_by_bob: Cast) -> None:
    reader = browser_of(declared_by_bob.of(Role.PEOPLE_DATA))
    assert reader.get(reverse(page), query).status_code == 400


@pytest.mark.django_db
def test_searching_for_a_declaration_finds_nobody(declared_by_bob: Cast) -> None:
    reader = browser_of(declared_by_bob.of(Role.PEOPLE_DATA))
    assert "Baker" not in reader.get(reverse("people:people-list"), {"q": "traveller"}).content.decode()
    assert "Baker" not in reader.get(reverse("people:people-list"), {"q": "W3"}).content.decode()


@pytest.mark.django_db
def test_declarations_are_not_dumped_by_mistake(declared_by_bob: Cast) -> None:
    with pytest.raises(CommandError, match="visible_to"):
        call_command("dumpdata", "people.EqualityMonitoring")


def test_a_register_that_searched_declarations_would_not_start() -> None:
    register = next(each for each in REGISTERS if each.model is Person)
    broken = type("Broken", (type(register),), {"search": ("equality__ethnicity",)})
    with pytest.raises(ImproperlyConfigured):
        broken()
